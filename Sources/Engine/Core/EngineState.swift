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
  /// How many times a job became available.
  var offers: Int64 = 0

  var definitions: [EngineKey: Definition] = [:]
  /// The latest definition by process id.
  var newest: [String: EngineKey] = [:]

  var elements: [EngineKey: ElementState] = [:]
  var jobs: [EngineKey: JobState] = [:]
  /// The available jobs by type, the longest available first.
  var availableJobs: [String: [EngineKey]] = [:]
  var timers: [EngineKey: TimerState] = [:]
  var startTimers: [EngineKey: StartTimerState] = [:]
  var incidents: [EngineKey: IncidentState] = [:]

  var subscriptions: [EngineKey: SubscriptionState] = [:]
  var subscriptionsByTopic: [MessageTopic: [EngineKey]] = [:]
  /// Messages buffered for later subscriptions.
  var messages: [EngineKey: MessageState] = [:]
  var messagesByTopic: [MessageTopic: [EngineKey]] = [:]
  /// The active instance started by a message, by process and correlation key.
  var startLocks: [StartLock: EngineKey] = [:]

  /// Steps that commands did not get to, oldest first.
  var backlog: [Step] = []
  /// What is scheduled, by time.
  var agenda = Agenda()
}

/// A version of a process.
struct Definition: Sendable, Equatable {
  let key: EngineKey
  let version: Int
  let deployment: EngineKey
  let resource: LoggedResource
  let process: ExecutableProcess

  /// Definitions with the same key are equal; the compiled process follows from the resource.
  static func == (left: Self, right: Self) -> Bool {
    left.key == right.key && left.version == right.version && left.resource == right.resource
      && left.process.id == right.process.id
  }

  var description: ProcessDefinition {
    ProcessDefinition(
      key: key, id: process.id, name: process.name, version: version, resourceName: resource.name)
  }
}

/// An element instance; also a scope for variables and child elements.
struct ElementState: Sendable, Equatable {
  enum Phase: Int, Sendable {
    /// Started; remains so while an incident blocks the activation.
    case activating
    case active
    /// Done; remains so while an incident blocks the completion.
    case completing
  }

  let instance: EngineKey
  let definition: EngineKey
  let node: NodeIndex
  /// The enclosing element instance; 0 for the process instance.
  let scope: EngineKey
  var phase = Phase.activating
  var variables: FEELContext = [:]
  /// The child elements, oldest first.
  var children: [EngineKey] = []
  /// Tokens on flows in this scope that have not reached an element yet.
  var tokens: [FlowIndex: Int] = [:]
  var job: EngineKey?
  var timers: [EngineKey] = []
  var subscriptions: [EngineKey] = []
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
}

struct JobState: Sendable, Equatable {
  enum Phase: String, Sendable {
    case available, activated, failed, errorThrown
  }

  let element: EngineKey
  let type: String
  var phase = Phase.available
  var retries: Int
  /// The token of the latest activation; nil if no activation may finish the job.
  var token: Int64?
  var worker = ""
  /// When the activation or back-off ends; 0 for never.
  var deadline: Int64 = 0
  /// Counts up from job to job (`EngineState.offers`): workers get the longest available first.
  var offer: Int64 = 0
  /// A request that a worker may have sent, and whose outcome it has not reported.
  var request: String?
  var incident: EngineKey?
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
