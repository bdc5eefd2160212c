public import BPMN
public import Diagnostics
public import JSON

/// What runs processes, as connectors, servers and commands see it.
///
/// Two engines implement it: the embedded one and the client of a Camunda 8 cluster. The operations
/// and their names are those of Camunda's REST API v2 (reference page camunda-and-twilio-apis, 1.2).
/// Every call returns after its effect is durable; every call may throw `EngineError`.
public protocol ProcessEngine: Sendable {
  /// Deploys resources together: all or none.
  func deploy(_ resources: [DeploymentResource]) async throws -> Deployment

  func createInstance(_ request: CreateInstanceRequest) async throws -> ProcessInstance

  /// Publishes a message: it correlates now, and is buffered for its time to live.
  /// - Throws: `.alreadyExists` while a message with the same name, key and id is buffered.
  func publishMessage(_ request: PublishMessageRequest) async throws -> EngineKey

  /// Correlates a message with a waiting subscription or a message start event, now or never.
  /// - Throws: `.notFound` where nothing waits for it, `.alreadyExists` while the engine remembers
  ///   a message with the same name, key and id.
  func correlateMessage(_ request: CorrelateMessageRequest) async throws -> MessageCorrelation

  /// Takes jobs for work; waits up to `requestTimeout` for the first one.
  func activateJobs(_ request: ActivateJobsRequest) async throws -> [ActivatedJob]

  /// - Throws: `.notFound` or `.invalidState` for a job that is done, or was given to another
  ///   worker since (`token` is stale).
  func completeJob(_ job: JobReference, variables: JSONObject) async throws

  /// Gives a job back: it is tried again after `backoff`, or becomes an incident at 0 retries.
  func failJob(_ job: JobReference, _ failure: JobFailure) async throws

  /// Throws a BPMN error in the place of the job's task.
  func throwError(_ job: JobReference, _ error: JobError) async throws

  /// Sets a job's retries, as one does before resolving its incident.
  func updateJobRetries(_ key: EngineKey, retries: Int) async throws

  /// Tries again what raised an incident.
  func resolveIncident(_ key: EngineKey) async throws

  func cancelInstance(_ key: EngineKey) async throws

  // Queries

  func processDefinitions() async throws -> [ProcessDefinition]
  func instance(_ key: EngineKey) async throws -> ProcessInstance?
  /// The newest first.
  func instances(processID: String?, limit: Int) async throws -> [ProcessInstance]
  /// The variables of the instance's root scope.
  func variables(ofInstance key: EngineKey) async throws -> JSONObject
  func elementInstances(ofInstance key: EngineKey) async throws -> [ElementInstance]
  func incidents(ofInstance key: EngineKey?) async throws -> [Incident]
  func messageSubscriptions(ofInstance key: EngineKey?) async throws -> [MessageSubscription]
}

/// Identifies a definition, instance, job, message or incident; unique in an engine.
public typealias EngineKey = Int64

/// A file to deploy.
public struct DeploymentResource: Sendable {
  /// The path in the bundle; it and the bytes decide whether a deployment changes anything.
  public var name: String
  public var bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

public struct Deployment: Sendable {
  public var key: EngineKey
  public var processes: [ProcessDefinition]

  public init(key: EngineKey, processes: [ProcessDefinition]) {
    self.key = key
    self.processes = processes
  }
}

public struct ProcessDefinition: Sendable, Hashable {
  public var key: EngineKey
  /// The process id of the BPMN file.
  public var id: String
  public var name: String?
  /// Counts from 1; a changed file makes the next one.
  public var version: Int
  public var resourceName: String

  public init(key: EngineKey, id: String, name: String?, version: Int, resourceName: String) {
    self.key = key
    self.id = id
    self.name = name
    self.version = version
    self.resourceName = resourceName
  }
}

public struct CreateInstanceRequest: Sendable {
  public enum Definition: Sendable {
    case key(EngineKey)
    /// The newest version, unless one is named.
    case id(String, version: Int? = nil)
  }

  public var definition: Definition
  public var variables: JSONObject

  public init(_ definition: Definition, variables: JSONObject = JSONObject()) {
    self.definition = definition
    self.variables = variables
  }
}

public struct PublishMessageRequest: Sendable {
  public var name: String
  /// Empty for a message start event without correlation.
  public var correlationKey: String
  /// Empty for no de-duplication.
  public var messageID: String
  /// Milliseconds for which the message is kept for later subscriptions.
  public var timeToLive: Int64
  public var variables: JSONObject

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

public struct CorrelateMessageRequest: Sendable {
  public var name: String
  public var correlationKey: String
  /// Empty for no de-duplication.
  public var messageID: String
  /// Milliseconds for which another message with this id is refused once this one is correlated.
  public var retention: Int64
  public var variables: JSONObject
  /// The elements that may take the message, each with variables of its own; nil for whichever
  /// element waits, or starts a process, with `variables`.
  public var receivers: [MessageReceiver]?

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
  public var processID: String
  public var elementID: String
  public var variables: JSONObject

  public init(processID: String, elementID: String, variables: JSONObject) {
    self.processID = processID
    self.elementID = elementID
    self.variables = variables
  }
}

public struct MessageCorrelation: Sendable {
  public var messageKey: EngineKey
  /// The elements that took the message: one of each process, never none.
  public var receivers: [CorrelatedElement]

  /// The instance of the first one.
  public var instanceKey: EngineKey { receivers.first?.instanceKey ?? 0 }

  public init(messageKey: EngineKey, receivers: [CorrelatedElement]) {
    self.messageKey = messageKey
    self.receivers = receivers
  }
}

/// An element that took a message.
public struct CorrelatedElement: Sendable, Hashable {
  public var processID: String
  public var elementID: String
  public var instanceKey: EngineKey

  public init(processID: String, elementID: String, instanceKey: EngineKey) {
    self.processID = processID
    self.elementID = elementID
    self.instanceKey = instanceKey
  }
}

public struct ActivateJobsRequest: Sendable {
  public var type: String
  public var worker: String
  /// Milliseconds after which an unfinished job is given out again.
  public var timeout: Int64
  public var maximum: Int
  /// Milliseconds to wait for a first job; 0 answers at once.
  public var requestTimeout: Int64
  /// The variables to fetch; nil for all that are visible.
  public var fetchVariables: [String]?

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
  public var key: EngineKey
  /// Changes with every activation: a worker whose job was given to another cannot finish it.
  public var token: Int64

  /// Stands for whichever activation holds the job, for callers who know its key only, as those
  /// of Camunda's API do.
  public static let anyToken: Int64 = 0

  public init(key: EngineKey, token: Int64) {
    self.key = key
    self.token = token
  }
}

public struct ActivatedJob: Sendable {
  public var reference: JobReference
  public var type: String
  public var processID: String
  public var definitionKey: EngineKey
  public var definitionVersion: Int
  public var instanceKey: EngineKey
  public var elementID: String
  public var elementInstanceKey: EngineKey
  /// How often it may still be tried, this time included.
  public var retries: Int
  /// Milliseconds since 1970.
  public var deadline: Int64
  public var headers: [String: String]
  public var variables: JSONObject

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

public struct JobFailure: Sendable {
  public var retries: Int
  public var message: String
  /// Milliseconds until the job is given out again.
  public var backoff: Int64
  /// Set as local variables of the task.
  public var variables: JSONObject

  public init(
    retries: Int, message: String, backoff: Int64 = 0, variables: JSONObject = JSONObject()
  ) {
    self.retries = retries
    self.message = message
    self.backoff = backoff
    self.variables = variables
  }
}

public struct JobError: Sendable {
  public var code: String
  public var message: String
  public var variables: JSONObject

  public init(code: String, message: String = "", variables: JSONObject = JSONObject()) {
    self.code = code
    self.message = message
    self.variables = variables
  }
}

public struct ProcessInstance: Sendable, Hashable {
  public enum State: String, Sendable, CaseIterable {
    case active, completed, terminated
  }

  public var key: EngineKey
  public var definition: ProcessDefinition
  public var state: State
  /// Milliseconds since 1970.
  public var startTime: Int64
  public var endTime: Int64?
  public var hasIncident: Bool

  public init(
    key: EngineKey, definition: ProcessDefinition, state: State, startTime: Int64,
    endTime: Int64? = nil, hasIncident: Bool = false
  ) {
    self.key = key
    self.definition = definition
    self.state = state
    self.startTime = startTime
    self.endTime = endTime
    self.hasIncident = hasIncident
  }
}

/// One visit of an element.
public struct ElementInstance: Sendable, Hashable {
  public enum State: String, Sendable {
    case active, completed, terminated
  }

  public var key: EngineKey
  public var elementID: String
  public var elementName: String?
  public var elementType: ElementType
  public var state: State
  public var startTime: Int64
  public var endTime: Int64?

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
  public var key: EngineKey
  /// The error type of Zeebe, such as `JOB_NO_RETRIES` (reference page engine, 2.9).
  public var type: String
  public var message: String
  public var instanceKey: EngineKey
  public var elementID: String
  public var jobKey: EngineKey?

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
  public var instanceKey: EngineKey
  public var elementID: String
  public var messageName: String
  public var correlationKey: String

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

  public var code: Code
  public var message: String
  /// What is wrong in which file, for a refused deployment.
  public var diagnostics: [Diagnostic]

  public init(_ code: Code, _ message: String, diagnostics: [Diagnostic] = []) {
    self.code = code
    self.message = message
    self.diagnostics = diagnostics
  }
}
