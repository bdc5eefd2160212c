package import JSON

/// A worker's request for jobs of one type.
package struct ActivateJobsRequest: Sendable {
  /// The job type, compared exactly.
  package var type: String
  /// The worker's name, for the log only.
  package var worker: String
  /// Milliseconds after which an unfinished job becomes available to workers again.
  package var timeout: Int64
  /// The maximum number of jobs to activate: `maxJobsToActivate`.
  package var maximum: Int
  /// Milliseconds to wait for a first job; 0 returns at once.
  package var requestTimeout: Int64
  /// The variables to fetch (`fetchVariable`); nil for all visible ones.
  package var fetchVariables: [String]?
  /// Whether the jobs are leased: only who has the token of the lease may finish them.
  package var withLease: Bool

  /// Creates a request that, by default, returns at once and fetches all variables.
  package init(
    type: String, worker: String, timeout: Int64, maximum: Int, requestTimeout: Int64 = 0,
    fetchVariables: [String]? = nil, withLease: Bool = false
  ) {
    self.type = type
    self.worker = worker
    self.timeout = timeout
    self.maximum = maximum
    self.requestTimeout = requestTimeout
    self.fetchVariables = fetchVariables
    self.withLease = withLease
  }
}

/// A job key with the token of one activation, which authorizes the worker to finish the job.
package struct JobReference: Sendable, Hashable {
  /// `jobKey`.
  package var key: EngineKey
  /// Changes with every activation: a worker whose job was activated by another cannot finish it.
  package var token: Int64
  /// The token of the job's lease (`jobLeaseToken`); nil if it has none.
  package var lease: String?

  /// Matches whichever activation holds the job. For callers that only have the key, such as those
  /// of Camunda's REST API.
  package static let anyToken: Int64 = 0

  /// Creates a reference to one activation of a job; see `anyToken`.
  package init(key: EngineKey, token: Int64, lease: String? = nil) {
    self.key = key
    self.token = token
    self.lease = lease
  }
}

/// A job as a worker receives it.
package struct ActivatedJob: Sendable {
  /// Identifies the activation when the worker finishes the job.
  package var reference: JobReference
  /// The job type.
  package var type: String
  /// The id of the process in its BPMN file: `processDefinitionId`.
  package var processID: String
  /// `processDefinitionKey`.
  package var definitionKey: EngineKey
  /// `processDefinitionVersion`.
  package var definitionVersion: Int
  /// `processInstanceKey`; in a called process, the key of the called instance.
  package var instanceKey: EngineKey
  /// The id of the task in its BPMN file.
  package var elementID: String
  /// The element instance that the job belongs to.
  package var elementInstanceKey: EngineKey
  /// The remaining attempts, including this one.
  package var retries: Int
  /// Jobs with a higher priority are activated first.
  package var priority: Int
  /// When the job times out and becomes available again, in milliseconds since 1970.
  package var deadline: Int64
  /// The task headers in the diagram: `customHeaders`.
  package var headers: [String: String]
  /// The fetched variables, with secrets as placeholders (`SecretHole`).
  package var variables: JSONObject
  /// What the job is for.
  package var kind: JobKind
  /// The event of the listener that the job is for, such as `START` (`listenerEventType`); nil for
  /// other jobs.
  package var listenerEvent: String?
  /// The user task of a task listener.
  package var userTask: UserTaskProperties?
  /// A request that an earlier activation may have sent, and whose outcome is unknown
  /// (`ProcessEngine.noteRequest`).
  package var interruptedRequest: String?
  /// The business id of the instance; nil for none.
  package var businessID: String?
  /// The tags of the instance.
  package var tags: [String] = []

  /// A user task while one of its listeners runs.
  package struct UserTaskProperties: Sendable, Hashable {
    /// `userTaskKey`.
    package var key: EngineKey
    /// What happens to it, such as `claim`; empty if the process itself causes it.
    package var action: String
    /// As they will be afterwards.
    package var attributes: UserTaskAttributes
    /// The names of the attributes that change.
    package var changedAttributes: [String]
    /// The deployed form; nil for none.
    package var formKey: EngineKey?

    /// Creates the description of a task.
    package init(
      key: EngineKey, action: String, attributes: UserTaskAttributes, changedAttributes: [String],
      formKey: EngineKey?
    ) {
      self.key = key
      self.action = action
      self.attributes = attributes
      self.changedAttributes = changedAttributes
      self.formKey = formKey
    }
  }

  /// Creates an activated job.
  package init(
    reference: JobReference, type: String, processID: String, definitionKey: EngineKey,
    definitionVersion: Int, instanceKey: EngineKey, elementID: String,
    elementInstanceKey: EngineKey, retries: Int, priority: Int = 0, deadline: Int64,
    headers: [String: String], variables: JSONObject, kind: JobKind = .element,
    listenerEvent: String? = nil,
    userTask: UserTaskProperties? = nil, interruptedRequest: String? = nil
  ) {
    self.reference = reference
    self.type = type
    self.processID = processID
    self.definitionKey = definitionKey
    self.definitionVersion = definitionVersion
    self.instanceKey = instanceKey
    self.elementID = elementID
    self.elementInstanceKey = elementInstanceKey
    self.retries = retries
    self.priority = priority
    self.deadline = deadline
    self.headers = headers
    self.variables = variables
    self.kind = kind
    self.listenerEvent = listenerEvent
    self.userTask = userTask
    self.interruptedRequest = interruptedRequest
  }
}

/// A failed attempt at a job.
package struct JobFailure: Sendable, Equatable {
  /// The remaining attempts; 0 raises an incident.
  package var retries: Int
  /// The cause (`errorMessage`), which becomes the incident's message.
  package var message: String
  /// Milliseconds until the job is available again (`retryBackOff`); 0 for at once.
  package var backoff: Int64
  /// Variables to set locally on the task.
  package var variables: JSONObject

  /// Creates a failure, by default with an immediate retry and no variables.
  package init(
    retries: Int, message: String, backoff: Int64 = 0, variables: JSONObject = JSONObject()
  ) {
    self.retries = retries
    self.message = message
    self.backoff = backoff
    self.variables = variables
  }
}

/// A BPMN error that a worker throws instead of completing a job.
package struct JobError: Sendable, Equatable {
  /// The code that error events are matched against: `errorCode`.
  package var code: String
  /// The cause (`errorMessage`), used in the incident if no event catches the error.
  package var message: String
  /// Local to a boundary event that catches the error, propagated from an event sub-process, and
  /// local to the task if nothing catches it.
  package var variables: JSONObject

  /// Creates an error, by default without a message and variables.
  package init(code: String, message: String = "", variables: JSONObject = JSONObject()) {
    self.code = code
    self.message = message
    self.variables = variables
  }
}

/// Changes of a job; nil keeps what is there.
package struct JobUpdate: Sendable, Hashable {
  /// The remaining attempts.
  package var retries: Int?
  /// Milliseconds from now until an activated job times out; due at once if not positive.
  package var timeout: Int64?
  /// Jobs with a higher priority are activated first.
  package var priority: Int?
  /// The token of the job's lease; nil changes the job whatever its lease.
  package var lease: String?

  /// The priorities that a job can have.
  package static let priorities = Int(Int32.min)...Int(Int32.max)

  /// Creates an update, by default without any change.
  package init(
    retries: Int? = nil, timeout: Int64? = nil, priority: Int? = nil, lease: String? = nil
  ) {
    self.retries = retries
    self.timeout = timeout
    self.priority = priority
    self.lease = lease
  }
}
