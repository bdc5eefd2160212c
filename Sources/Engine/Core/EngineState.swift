import EngineProtocol
import FEEL
import JSON

/// The state of the processor: everything that is running or waiting. It is the result of replaying
/// all events.
///
/// Ended instances are not kept here; `ReadModel` keeps them for queries.
struct EngineState: Sendable, Equatable {
  /// The highest key assigned.
  var lastKey: EngineKey = 0

  var definitions: [EngineKey: Definition] = [:]
  /// The deployed forms.
  var forms = DeployedFileTable()
  /// The deployed files of other kinds, which jobs link to.
  var resources = DeployedFileTable()
  /// The deleted process versions that still run.
  var draining: Set<EngineKey> = []
  /// The highest deleted versions.
  var deletedVersions: [ResourceID: Int] = [:]
  var elements = ElementTable()
  /// By process instance; few have any.
  var traits: [EngineKey: InstanceTraits] = [:]
  var jobs: [EngineKey: JobState] = [:]
  var userTasks: [EngineKey: UserTaskState] = [:]
  var timers: [EngineKey: TimerState] = [:]
  var startTimers: [EngineKey: StartTimerState] = [:]
  var incidents: [EngineKey: IncidentState] = [:]
  var subscriptions: [EngineKey: SubscriptionState] = [:]
  /// Messages buffered for later subscriptions, or remembered for their ids.
  var messages: [EngineKey: MessageState] = [:]
  /// The events that wait for a signal or a condition.
  var eventWaits: [EngineKey: EventWaitState] = [:]
  var clusterVariables = ClusterVariables()
  /// Steps that commands did not get to.
  var backlog = Backlog()
  // What follows from the tables above (`rebuildIndexes`).

  /// The latest definition by process id.
  var newest: [String: EngineKey] = [:]
  var versions: [ProcessVersion: EngineKey] = [:]
  /// The definitions by deployment and by version tag.
  var boundDefinitions: [BoundID: EngineKey] = [:]
  /// How many processes, forms and resources each deployment has.
  var deploymentSizes: [EngineKey: Int] = [:]
  /// The latest definitions that a message with this name can start.
  var messageStarts: [String: SortedSet<EngineKey>] = [:]
  /// The latest definitions that a signal with this name can start.
  var signalStarts: [String: SortedSet<EngineKey>] = [:]
  /// By name of the signal.
  var signalWaits: [String: SortedSet<EngineKey>] = [:]
  /// The waits for conditions on an element and everything in it.
  var conditionWaits: [EngineKey: SortedSet<EngineKey>] = [:]
  /// By definition.
  var startTimersByDefinition: [EngineKey: SortedSet<EngineKey>] = [:]
  /// The available jobs by type, the highest priority first, and then the oldest.
  var availableJobs: [String: SortedSet<JobOffer>] = [:]
  var subscriptionsByTopic: [MessageTopic: Audience] = [:]
  /// The messages that may still be received.
  var messagesByTopic: [MessageTopic: SortedSet<EngineKey>] = [:]
  /// The ids of all messages that have one.
  var messageIDs: Set<MessageID> = []
  /// The active instance started by a message, by process and correlation key.
  var startLocks: [StartLock: EngineKey] = [:]
  /// What is scheduled, by time.
  var agenda = Agenda()
}

/// A version of a process.
final class Definition: Sendable, Equatable {
  let key: EngineKey
  let version: Int
  let deployment: EngineKey
  let resource: LoggedResource
  let process: ExecutableProcess

  init(
    key: EngineKey, version: Int, deployment: EngineKey, resource: LoggedResource,
    process: ExecutableProcess
  ) {
    self.key = key
    self.version = version
    self.deployment = deployment
    self.resource = resource
    self.process = process
  }

  /// Definitions with the same key are equal; the compiled process follows from the resource.
  static func == (left: Definition, right: Definition) -> Bool {
    left.key == right.key && left.version == right.version && left.resource == right.resource
      && left.process.id == right.process.id
  }

  /// The names of the messages that start it.
  var startMessages: Set<String> { Set(process.messageStarts.map(\.messageName)) }

  /// The names of the signals that start it.
  var startSignals: Set<String> { Set(process.signalStarts.map(\.signalName)) }

  var description: ProcessDefinition {
    ProcessDefinition(
      key: key, id: process.id, name: process.name, version: version, resourceName: resource.name)
  }
}

struct ProcessVersion: Sendable, Hashable {
  let id: String
  let version: Int
}

/// An element instance; also a scope for variables and child elements.
struct ElementState: Sendable, Equatable {
  enum Phase: Int, Sendable {
    /// Started; remains so while an incident blocks the activation.
    case activating
    case active
    /// Done; remains so while an incident blocks the completion.
    case completing
    /// Being terminated; waits for listeners and its contents.
    case terminating
  }

  let key: EngineKey
  let instance: EngineKey
  let definition: EngineKey
  let node: NodeIndex
  /// The enclosing element instance; 0 for the process instance.
  let scope: EngineKey
  var phase = Phase.activating
  var variables = FEELContext()
  var tokens = Tokens()
  var job: EngineKey?
  var userTask: EngineKey?
  /// The latest event whose listeners have run.
  var listened: ExecutionListeners.Event?
  /// What a scope begins with after its start listeners.
  var entry: ScopeEntry?
  var timers: [EngineKey] = []
  var subscriptions: [EngineKey] = []
  var eventWaits: [EngineKey] = []
  /// The element's own incident; a job's incident belongs to the job.
  var incident: EngineKey?
  /// The progress of a loop, for its body.
  var loop: LoopProgress?
  /// The number of the item, from 1, for an instance in a loop.
  var loopCounter: Int?
  /// The lock of a process instance that a message started.
  var lock: StartLock?
  /// The waiting call activity, for a called process instance.
  var caller: EngineKey?
  /// The called process instance, for a call activity.
  var called: EngineKey?
  /// What a compensation event in this scope would compensate, in order of completion.
  var compensable: [Compensable] = []
  /// The compensation event that waits for this handler.
  var compensator: EngineKey?
  /// The number of handlers that this compensation event waits for.
  var handlers = 0
  /// Whether this ad-hoc sub-process completes as soon as nothing is left in it.
  var isFulfilled = false
  /// What follows once this element is terminated, or in an active scope, once none of its contents
  /// is being terminated.
  var held: [Step] = []

  init(
    key: EngineKey, instance: EngineKey, definition: EngineKey, node: NodeIndex, scope: EngineKey
  ) {
    self.key = key
    self.instance = instance
    self.definition = definition
    self.node = node
    self.scope = scope
  }
}

struct JobState: Sendable, Equatable {
  enum Phase: String, Sendable {
    case available, activated, failed, errorThrown
  }

  let element: EngineKey
  let type: String
  /// The headers, if they are not those of the element in the diagram.
  var headers: [String: String]?
  /// The listener that the job is for; nil for the work of the element.
  var listener: ListenerJob?
  var phase = Phase.available
  var retries: Int
  /// The token of the latest activation; nil if no activation may finish the job.
  var token: Int64?
  var worker = ""
  /// When the activation or back-off ends; 0 for never.
  var deadline: Int64 = 0
  var priority = 0
  /// The token of the latest activation with a lease. Only who has it may change the job, and only
  /// workers that ask for a lease get it.
  var lease: String?
  /// A request that a worker may have sent, and whose outcome it has not reported.
  var request: String?
  var incident: EngineKey?
}

/// An available job; the one that a worker gets first is the least.
struct JobOffer: Sendable, Comparable {
  let priority: Int
  let job: EngineKey

  static func < (left: JobOffer, right: JobOffer) -> Bool {
    left.priority == right.priority ? left.job < right.job : left.priority > right.priority
  }
}

struct TimerState: Sendable, Equatable {
  let element: EngineKey
  /// The event that it triggers: the element itself or one of its boundary events.
  let node: NodeIndex
  var schedule: TimerSchedule
}

struct StartTimerState: Sendable, Equatable {
  let definition: EngineKey
  /// The start event.
  let node: NodeIndex
  var schedule: TimerSchedule
}

struct SubscriptionState: Sendable, Equatable {
  let element: EngineKey
  let node: NodeIndex
  let topic: MessageTopic
  let process: String
}

struct MessageState: Sendable, Equatable {
  let topic: MessageTopic
  let id: String
  let deadline: Int64
  let variables: JSONObject
  /// The processes that have received it: each receives a message once.
  var correlatedProcesses: Set<String> = []
  /// Correlated with nothing more; kept so that another message with its id is rejected.
  var isConsumed = false
}

/// What identifies a message among those with an id.
struct MessageID: Sendable, Hashable {
  let topic: MessageTopic
  let id: String
}

struct StartLock: Sendable, Hashable {
  var process: String
  var correlationKey: String
}

struct IncidentState: Sendable, Equatable {
  let element: EngineKey
  let job: EngineKey?
  let type: IncidentType
  let message: String
}
