public import BPMN
public import Diagnostics
public import JSON

/// What runs processes, as connectors, servers and commands see it.
///
/// Two engines implement it: the embedded one and the client of a Camunda 8 cluster. The operations
/// and their names are those of Camunda's REST API v2. Times are milliseconds since 1970, durations
/// milliseconds. Every call returns after its effect is durable; every call may throw `EngineError`.
public protocol ProcessEngine: Sendable {
  /// Deploys resources together: all or none.
  /// - Throws: `.invalidArgument` with the findings for files that are refused.
  func deploy(_ resources: [DeploymentResource]) async throws -> Deployment

  /// Starts a process at its start event without a trigger.
  /// - Throws: `.notFound` for an unknown definition, `.invalidState` for one that only messages or
  ///   timers start.
  func createInstance(_ request: CreateInstanceRequest) async throws -> ProcessInstance

  /// Publishes a message: it correlates now, and is buffered for its time to live.
  /// - Throws: `.alreadyExists` while a message with the same name, key and id is buffered.
  func publishMessage(_ request: PublishMessageRequest) async throws -> EngineKey

  /// Correlates a message with a waiting subscription or a message start event, now or never.
  /// - Throws: `.notFound` where nothing waits for it, `.alreadyExists` while the engine remembers
  ///   a message with the same name, key and id.
  func correlateMessage(_ request: CorrelateMessageRequest) async throws -> MessageCorrelation

  /// Does all that a request from outside asks for, or nothing of it.
  /// - Throws: `.notFound` or `.invalidState` for a process that cannot be started.
  func deliver(_ delivery: InboundDelivery) async throws -> DeliveryResult

  /// Takes jobs for work; waits up to `requestTimeout` for the first one.
  func activateJobs(_ request: ActivateJobsRequest) async throws -> [ActivatedJob]

  /// Completes a job; the output mappings of its task decide where the variables go.
  /// - Throws: `.notFound` or `.invalidState` for a job that is done, or was given to another
  ///   worker since (`token` is stale).
  func completeJob(_ job: JobReference, variables: JSONObject) async throws

  /// Gives a job back: it is tried again after `backoff`, or becomes an incident at 0 retries.
  func failJob(_ job: JobReference, _ failure: JobFailure) async throws

  /// Throws a BPMN error in the place of the job's task.
  func throwError(_ job: JobReference, _ error: JobError) async throws

  /// Sets a job's retries, as one does before resolving its incident.
  /// - Throws: `.notFound` for a job that is done, `.invalidArgument` for less than 1.
  func updateJobRetries(_ key: EngineKey, retries: Int) async throws

  /// Tries again what raised an incident.
  /// - Throws: `.notFound` for an incident that is resolved, `.invalidState` while its job has no
  ///   retries.
  func resolveIncident(_ key: EngineKey) async throws

  /// Ends an instance and everything in it, called processes included.
  /// - Throws: `.notFound` for an instance that has ended, `.invalidState` for one that a call
  ///   activity waits for.
  func cancelInstance(_ key: EngineKey) async throws

  // Queries

  /// All versions of what is deployed, the oldest first.
  func processDefinitions() async throws -> [ProcessDefinition]
  /// An instance that runs or has ended; nil where it is unknown or ended too long ago.
  func instance(_ key: EngineKey) async throws -> ProcessInstance?
  /// The newest instances, the newest first; of all processes where no id is given.
  func instances(processID: String?, limit: Int) async throws -> [ProcessInstance]
  /// The variables of the instance's root scope; those of an ended instance as they were.
  func variables(ofInstance key: EngineKey) async throws -> JSONObject
  /// The elements that the instance has begun, in this order, those of called processes not among
  /// them.
  func elementInstances(ofInstance key: EngineKey) async throws -> [ElementInstance]
  /// The incidents that are not resolved, the oldest first; of all instances where no key is given.
  func incidents(ofInstance key: EngineKey?) async throws -> [Incident]
  /// What messages are waited for, the oldest first; by all instances where no key is given.
  func messageSubscriptions(ofInstance key: EngineKey?) async throws -> [MessageSubscription]
}

/// Identifies a definition, instance, job, message or incident; unique in an engine.
public typealias EngineKey = Int64

/// A file to deploy.
public struct DeploymentResource: Sendable {
  /// The path in the bundle; it and the bytes decide whether a deployment changes anything.
  public var name: String
  /// The file as it is: BPMN XML in any of the encodings that the reader takes.
  public var bytes: [UInt8]

  /// Makes a resource to deploy.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// What became of resources that were deployed together.
public struct Deployment: Sendable {
  /// `deploymentKey`; where nothing had changed, that of the deployment that has it.
  public var key: EngineKey
  /// The executable processes in the order of the files, with the versions that they now have.
  public var processes: [ProcessDefinition]

  /// Makes the answer to a deployment.
  public init(key: EngineKey, processes: [ProcessDefinition]) {
    self.key = key
    self.processes = processes
  }
}

/// One version of a deployed process.
public struct ProcessDefinition: Sendable, Hashable {
  /// `processDefinitionKey`.
  public var key: EngineKey
  /// The process id of the BPMN file: `processDefinitionId`.
  public var id: String
  /// What people call it; nil where the diagram gives the process no name.
  public var name: String?
  /// Counts from 1; a changed file makes the next one.
  public var version: Int
  /// The name of the file that it was deployed from.
  public var resourceName: String

  /// Makes a description of a deployed process.
  public init(key: EngineKey, id: String, name: String?, version: Int, resourceName: String) {
    self.key = key
    self.id = id
    self.name = name
    self.version = version
    self.resourceName = resourceName
  }
}

/// Which process to start, and with what.
public struct CreateInstanceRequest: Sendable {
  /// The definition to start, in one of the two ways to name it.
  public enum Definition: Sendable {
    /// The version with this key.
    case key(EngineKey)
    /// The newest version, unless one is named.
    case id(String, version: Int? = nil)
  }

  /// The process, by key or by id.
  public var definition: Definition
  /// The variables that the instance has from its start.
  public var variables: JSONObject

  /// Makes a request to start a process, without variables unless some are given.
  public init(_ definition: Definition, variables: JSONObject = JSONObject()) {
    self.definition = definition
    self.variables = variables
  }
}

/// A message for whoever waits for it now, or will within its time to live.
public struct PublishMessageRequest: Sendable {
  /// The name of the message, never empty.
  public var name: String
  /// Empty for a message start event without correlation.
  public var correlationKey: String
  /// Empty for no de-duplication.
  public var messageID: String
  /// Milliseconds for which the message is kept for later subscriptions.
  public var timeToLive: Int64
  /// What the message brings to each element that takes it.
  public var variables: JSONObject

  /// Makes a request to publish a message. By default its correlation key is empty, it counts as
  /// often as it is sent, and it is not kept.
  public init(
    name: String, correlationKey: String = "", messageID: String = "", timeToLive: Int64 = 0,
    variables: JSONObject = JSONObject()
  ) {
    self.name = name
    self.correlationKey = correlationKey
    self.messageID = messageID
    self.timeToLive = timeToLive
    self.variables = variables
  }
}

/// A message for whoever waits for it now. `messageID`, `retention` and `receivers` are the engine's
/// own; the REST API has no members for them.
public struct CorrelateMessageRequest: Sendable {
  /// The name of the message, never empty.
  public var name: String
  /// Empty for a message start event without correlation.
  public var correlationKey: String
  /// Empty for no de-duplication.
  public var messageID: String
  /// Milliseconds for which another message with this id is refused once this one is correlated.
  public var retention: Int64
  /// What the message brings to each element that takes it, unless `receivers` say otherwise.
  public var variables: JSONObject
  /// The elements that may take the message, each with variables of its own; nil for whichever
  /// element waits, or starts a process, with `variables`.
  public var receivers: [MessageReceiver]?

  /// Makes a request to correlate a message. By default any element may take it, and its id is not
  /// remembered.
  public init(
    name: String, correlationKey: String = "", messageID: String = "", retention: Int64 = 0,
    variables: JSONObject = JSONObject(), receivers: [MessageReceiver]? = nil
  ) {
    self.name = name
    self.correlationKey = correlationKey
    self.messageID = messageID
    self.retention = retention
    self.variables = variables
    self.receivers = receivers
  }
}

/// An element that may take a message, and the variables that it then gets.
public struct MessageReceiver: Sendable {
  /// The id of the process in its BPMN file.
  public var processID: String
  /// The id of the event or receive task that waits.
  public var elementID: String
  /// What this element gets in place of the message's own variables.
  public var variables: JSONObject

  /// Makes a receiver for a request to correlate.
  public init(processID: String, elementID: String, variables: JSONObject) {
    self.processID = processID
    self.elementID = elementID
    self.variables = variables
  }
}

/// Who took a message that was correlated.
public struct MessageCorrelation: Sendable {
  /// The key that the engine gave the message.
  public var messageKey: EngineKey
  /// The elements that took the message: one of each process, never none.
  public var receivers: [CorrelatedElement]

  /// The instance of the first one: `processInstanceKey`.
  public var instanceKey: EngineKey { receivers.first?.instanceKey ?? 0 }

  /// Makes the answer to a request to correlate.
  public init(messageKey: EngineKey, receivers: [CorrelatedElement]) {
    self.messageKey = messageKey
    self.receivers = receivers
  }
}

/// An element that took a message.
public struct CorrelatedElement: Sendable, Hashable {
  /// The id of the process in its BPMN file.
  public var processID: String
  /// The id of the element in its BPMN file.
  public var elementID: String
  /// The instance that waited, or that the message started.
  public var instanceKey: EngineKey

  /// Makes one entry of the answer to a request to correlate.
  public init(processID: String, elementID: String, instanceKey: EngineKey) {
    self.processID = processID
    self.elementID = elementID
    self.instanceKey = instanceKey
  }
}

/// A worker's request for jobs of one type.
public struct ActivateJobsRequest: Sendable {
  /// The job type, compared exactly.
  public var type: String
  /// The worker's name, for the log only.
  public var worker: String
  /// Milliseconds after which an unfinished job is given out again.
  public var timeout: Int64
  /// How many jobs to take at most: `maxJobsToActivate`.
  public var maximum: Int
  /// Milliseconds to wait for a first job; 0 answers at once.
  public var requestTimeout: Int64
  /// The variables to fetch (`fetchVariable`); nil for all that are visible.
  public var fetchVariables: [String]?

  /// Makes a request for jobs. By default it is answered at once, and jobs come with all variables.
  public init(
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
public struct JobReference: Sendable, Hashable {
  /// `jobKey`.
  public var key: EngineKey
  /// Changes with every activation: a worker whose job was given to another cannot finish it.
  public var token: Int64

  /// Stands for whichever activation holds the job, for callers who know its key only, as those
  /// of Camunda's API do.
  public static let anyToken: Int64 = 0

  /// Makes a reference to the job that one activation gave out; see `anyToken`.
  public init(key: EngineKey, token: Int64) {
    self.key = key
    self.token = token
  }
}

/// A job that a worker has, with all that it needs to do it.
public struct ActivatedJob: Sendable {
  /// What the worker finishes the job by.
  public var reference: JobReference
  /// The type that the worker asked for.
  public var type: String
  /// The id of the process in its BPMN file: `processDefinitionId`.
  public var processID: String
  /// `processDefinitionKey`.
  public var definitionKey: EngineKey
  /// `processDefinitionVersion`.
  public var definitionVersion: Int
  /// `processInstanceKey`; within a called process that of the called instance.
  public var instanceKey: EngineKey
  /// The id of the task in its BPMN file.
  public var elementID: String
  /// The visit of the task that the job belongs to.
  public var elementInstanceKey: EngineKey
  /// How often it may still be tried, this time included.
  public var retries: Int
  /// When the job is given out again unless it is finished, in milliseconds since 1970.
  public var deadline: Int64
  /// The task headers of the diagram: `customHeaders`.
  public var headers: [String: String]
  /// The variables that were asked for, with secrets as holes (`SecretHole`).
  public var variables: JSONObject

  /// Makes a job as a worker gets it.
  public init(
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
public struct JobFailure: Sendable {
  /// How often the job may still be tried; 0 raises an incident.
  public var retries: Int
  /// What went wrong (`errorMessage`): the text of the incident.
  public var message: String
  /// Milliseconds until the job is given out again (`retryBackOff`); 0 for at once.
  public var backoff: Int64
  /// Set as local variables of the task.
  public var variables: JSONObject

  /// Makes a failure; by default the job is tried again at once, and no variables are set.
  public init(
    retries: Int, message: String, backoff: Int64 = 0, variables: JSONObject = JSONObject()
  ) {
    self.retries = retries
    self.message = message
    self.backoff = backoff
    self.variables = variables
  }
}

/// A BPMN error that a worker throws in the place of its job's task.
public struct JobError: Sendable {
  /// The code that events which catch errors are compared with: `errorCode`.
  public var code: String
  /// What went wrong (`errorMessage`), for the incident where the error is caught nowhere.
  public var message: String
  /// Local to a boundary event that catches the error, merged outward from an event sub-process;
  /// local to the task where nothing catches it.
  public var variables: JSONObject

  /// Makes an error, without message and variables unless they are given.
  public init(code: String, message: String = "", variables: JSONObject = JSONObject()) {
    self.code = code
    self.message = message
    self.variables = variables
  }
}

/// One run of a process.
public struct ProcessInstance: Sendable, Hashable {
  /// Where an instance is in its life; the REST API writes the names in capitals.
  public enum State: String, Sendable, CaseIterable {
    case active, completed, terminated
  }

  /// `processInstanceKey`.
  public var key: EngineKey
  /// The version of the process that it runs.
  public var definition: ProcessDefinition
  /// Active until it has ended, also while an incident stops it.
  public var state: State
  /// Milliseconds since 1970.
  public var startTime: Int64
  /// Milliseconds since 1970; nil while it is active.
  public var endTime: Int64?
  /// Whether it has an incident that is not resolved; those of called processes do not count.
  public var hasIncident: Bool
  /// The instance that called it (`parentProcessInstanceKey`); nil where none did.
  public var parentKey: EngineKey?

  /// Makes a description of an instance, by default one that nothing called, that has not ended and
  /// has no incident.
  public init(
    key: EngineKey, definition: ProcessDefinition, state: State, startTime: Int64,
    endTime: Int64? = nil, hasIncident: Bool = false, parentKey: EngineKey? = nil
  ) {
    self.key = key
    self.definition = definition
    self.state = state
    self.startTime = startTime
    self.endTime = endTime
    self.hasIncident = hasIncident
    self.parentKey = parentKey
  }
}

/// One visit of an element.
public struct ElementInstance: Sendable, Hashable {
  /// Where a visit is in its life; an element that is about to begin or to end is active.
  public enum State: String, Sendable {
    case active, completed, terminated
  }

  /// `elementInstanceKey`.
  public var key: EngineKey
  /// The id of the element in its BPMN file.
  public var elementID: String
  /// What people call the element; nil where the diagram gives it no name.
  public var elementName: String?
  /// The kind of the element, as BPMN names it.
  public var elementType: ElementType
  /// Terminated is what was ended before it was done.
  public var state: State
  /// Milliseconds since 1970.
  public var startTime: Int64
  /// Milliseconds since 1970; nil while the element is active.
  public var endTime: Int64?

  /// Makes a description of a visit, by default of one that has not ended.
  public init(
    key: EngineKey, elementID: String, elementName: String?, elementType: ElementType,
    state: State, startTime: Int64, endTime: Int64? = nil
  ) {
    self.key = key
    self.elementID = elementID
    self.elementName = elementName
    self.elementType = elementType
    self.state = state
    self.startTime = startTime
    self.endTime = endTime
  }
}

/// Something that an instance cannot get past by itself.
public struct Incident: Sendable, Hashable {
  /// `incidentKey`.
  public var key: EngineKey
  /// The error type of Zeebe, such as `JOB_NO_RETRIES`: `errorType`.
  public var type: String
  /// What went wrong and where (`errorMessage`), with secrets as their placeholders.
  public var message: String
  /// The instance that cannot go on.
  public var instanceKey: EngineKey
  /// The id of the element that cannot begin or end; of the process for the instance as a whole.
  public var elementID: String
  /// The job that needs retries before the incident can be resolved; nil where no job failed.
  public var jobKey: EngineKey?

  /// Makes a description of an incident, by default of one without a job.
  public init(
    key: EngineKey, type: String, message: String, instanceKey: EngineKey, elementID: String,
    jobKey: EngineKey? = nil
  ) {
    self.key = key
    self.type = type
    self.message = message
    self.instanceKey = instanceKey
    self.elementID = elementID
    self.jobKey = jobKey
  }
}

/// A place where an instance waits for a message.
public struct MessageSubscription: Sendable, Hashable {
  /// The instance that waits.
  public var instanceKey: EngineKey
  /// The id of the event or receive task that takes the message; of an event sub-process its start
  /// event.
  public var elementID: String
  /// The name as the diagram's expression gave it.
  public var messageName: String
  /// What a message must be sent with to be taken.
  public var correlationKey: String

  /// Makes a description of a wait for a message.
  public init(
    instanceKey: EngineKey, elementID: String, messageName: String, correlationKey: String
  ) {
    self.instanceKey = instanceKey
    self.elementID = elementID
    self.messageName = messageName
    self.correlationKey = correlationKey
  }
}

/// Why an engine refused or could not do what it was asked.
public struct EngineError: Error, Sendable {
  /// The status names of Camunda's API.
  public enum Code: String, Sendable {
    case invalidArgument = "INVALID_ARGUMENT"
    case notFound = "NOT_FOUND"
    case alreadyExists = "ALREADY_EXISTS"
    case invalidState = "INVALID_STATE"
    case unavailable = "UNAVAILABLE"
    case `internal` = "INTERNAL"
  }

  /// What kind of failure it is; decides the status of an HTTP answer.
  public var code: Code
  /// What is wrong and what to do, for people.
  public var message: String
  /// What is wrong in which file, for a refused deployment.
  public var diagnostics: [Diagnostic]

  /// Makes an error; findings belong to refused deployments only.
  public init(_ code: Code, _ message: String, diagnostics: [Diagnostic] = []) {
    self.code = code
    self.message = message
    self.diagnostics = diagnostics
  }
}
