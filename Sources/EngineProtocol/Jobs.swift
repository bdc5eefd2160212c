package import JSON

/// A worker's request for jobs of one type.
package struct ActivateJobsRequest: Sendable {
  /// The job type, compared exactly.
  package var type: String
  /// The worker's name, for the log only.
  package var worker: String
  /// Milliseconds after which an unfinished job is given out again.
  package var timeout: Int64
  /// How many jobs to take at most: `maxJobsToActivate`.
  package var maximum: Int
  /// Milliseconds to wait for a first job; 0 answers at once.
  package var requestTimeout: Int64
  /// The variables to fetch (`fetchVariable`); nil for all that are visible.
  package var fetchVariables: [String]?

  /// Makes a request for jobs. By default it is answered at once, and jobs come with all variables.
  package init(
    type: String, worker: String, timeout: Int64, maximum: Int, requestTimeout: Int64 = 0,
    fetchVariables: [String]? = nil
  ) {
    self.type = type
    self.worker = worker
    self.timeout = timeout
    self.maximum = maximum
    self.requestTimeout = requestTimeout
    self.fetchVariables = fetchVariables
  }
}

/// A job, and the right to finish it that one activation gives.
package struct JobReference: Sendable, Hashable {
  /// `jobKey`.
  package var key: EngineKey
  /// Changes with every activation: a worker whose job was given to another cannot finish it.
  package var token: Int64

  /// Stands for whichever activation holds the job, for callers who know its key only, as those
  /// of Camunda's API do.
  package static let anyToken: Int64 = 0

  /// Makes a reference to the job that one activation gave out; see `anyToken`.
  package init(key: EngineKey, token: Int64) {
    self.key = key
    self.token = token
  }
}

/// A job that a worker has, with all that it needs to do it.
package struct ActivatedJob: Sendable {
  /// What the worker finishes the job by.
  package var reference: JobReference
  /// The type that the worker asked for.
  package var type: String
  /// The id of the process in its BPMN file: `processDefinitionId`.
  package var processID: String
  /// `processDefinitionKey`.
  package var definitionKey: EngineKey
  /// `processDefinitionVersion`.
  package var definitionVersion: Int
  /// `processInstanceKey`; within a called process that of the called instance.
  package var instanceKey: EngineKey
  /// The id of the task in its BPMN file.
  package var elementID: String
  /// The visit of the task that the job belongs to.
  package var elementInstanceKey: EngineKey
  /// How often it may still be tried, this time included.
  package var retries: Int
  /// When the job is given out again unless it is finished, in milliseconds since 1970.
  package var deadline: Int64
  /// The task headers of the diagram: `customHeaders`.
  package var headers: [String: String]
  /// The variables that were asked for, with secrets as holes (`SecretHole`).
  package var variables: JSONObject

  /// Makes a job as a worker gets it.
  package init(
    reference: JobReference, type: String, processID: String, definitionKey: EngineKey,
    definitionVersion: Int, instanceKey: EngineKey, elementID: String,
    elementInstanceKey: EngineKey, retries: Int, deadline: Int64, headers: [String: String],
    variables: JSONObject
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
    self.deadline = deadline
    self.headers = headers
    self.variables = variables
  }
}

/// How a worker's try at a job failed.
package struct JobFailure: Sendable, Equatable {
  /// How often the job may still be tried; 0 raises an incident.
  package var retries: Int
  /// What went wrong (`errorMessage`): the text of the incident.
  package var message: String
  /// Milliseconds until the job is given out again (`retryBackOff`); 0 for at once.
  package var backoff: Int64
  /// Set as local variables of the task.
  package var variables: JSONObject

  /// Makes a failure; by default the job is tried again at once, and no variables are set.
  package init(
    retries: Int, message: String, backoff: Int64 = 0, variables: JSONObject = JSONObject()
  ) {
    self.retries = retries
    self.message = message
    self.backoff = backoff
    self.variables = variables
  }
}

/// A BPMN error that a worker throws in the place of its job's task.
package struct JobError: Sendable, Equatable {
  /// The code that events which catch errors are compared with: `errorCode`.
  package var code: String
  /// What went wrong (`errorMessage`), for the incident where the error is caught nowhere.
  package var message: String
  /// Local to a boundary event that catches the error, merged outward from an event sub-process;
  /// local to the task where nothing catches it.
  package var variables: JSONObject

  /// Makes an error, without message and variables unless they are given.
  package init(code: String, message: String = "", variables: JSONObject = JSONObject()) {
    self.code = code
    self.message = message
    self.variables = variables
  }
}
