import EngineProtocol
import FEEL
import JSON

/// Everything that the processor knows: what runs and what waits. It is the replay of all events.
///
/// What has ended is not kept here; `History` remembers it for queries.
struct EngineState: Sendable, Equatable {
  /// The highest key given out.
  var lastKey: EngineKey = 0
  /// When the last event happened, in milliseconds since 1970; time never runs backwards.
  var time: Int64 = 0

  var definitions: [EngineKey: Definition] = [:]
  /// The newest definition by process id.
  var newest: [String: EngineKey] = [:]

  var elements: [EngineKey: ElementState] = [:]
  var jobs: [EngineKey: JobState] = [:]
  /// By type: the jobs that can be given out, the longest available first.
  var availableJobs: [String: [EngineKey]] = [:]
  var timers: [EngineKey: TimerState] = [:]
  var startTimers: [EngineKey: StartTimerState] = [:]
  var incidents: [EngineKey: IncidentState] = [:]

  var subscriptions: [EngineKey: SubscriptionState] = [:]
  var subscriptionsByTopic: [MessageTopic: [EngineKey]] = [:]
  /// Messages that are kept for later subscriptions.
  var messages: [EngineKey: MessageState] = [:]
  var messagesByTopic: [MessageTopic: [EngineKey]] = [:]
  /// The one instance that a message with this correlation key has started of a process.
  var startLocks: [StartLock: EngineKey] = [:]

  /// Steps that commands did not get to, the oldest first.
  var backlog: [Step] = []
  /// What happens by itself, by time.
  var agenda = Agenda()
}

/// A version of a process.
struct Definition: Sendable, Equatable {
  let key: EngineKey
  let version: Int
  let deployment: EngineKey
  let resource: LoggedResource
  let process: ExecutableProcess

  /// Two definitions with one key are one; the compiled process follows from the resource.
  static func == (left: Self, right: Self) -> Bool {
    left.key == right.key && left.version == right.version && left.resource == right.resource
      && left.process.id == right.process.id
  }

  var description: ProcessDefinition {
    ProcessDefinition(
      key: key, id: process.id, name: process.name, version: version, resourceName: resource.name)
  }
}

/// An element that a token is in; also a scope of variables, and of other elements.
struct ElementState: Sendable, Equatable {
  enum Phase: Sendable {
    /// Begun; stays so while an incident keeps it from being active.
    case activating
    case active
    /// Done; stays so while an incident keeps it from ending.
    case completing
  }

  let instance: EngineKey
  let definition: EngineKey
  let node: NodeIndex
  /// The element around it; 0 for the process instance.
  let scope: EngineKey
  var phase = Phase.activating
  var variables: FEELContext = [:]
  /// The elements in it, oldest first.
  var children: [EngineKey] = []
  /// Tokens on flows in it that have not reached an element yet.
  var tokens: [FlowIndex: Int] = [:]
  var job: EngineKey?
  var timers: [EngineKey] = []
  var subscriptions: [EngineKey] = []
  /// Its own incident; that of its job is the job's.
  var incident: EngineKey?
  /// For the body of a loop, how far it is.
  var loop: LoopProgress?
  /// For an instance in a loop, the number of its item, from 1.
  var loopCounter: Int?
  /// For a process instance that a message started.
  var lock: StartLock?
  /// For a process instance, the call activity that waits for it.
  var caller: EngineKey?
  /// For a call activity, the process instance that it called.
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
  /// Of the latest activation; nil where none may be finished.
  var token: Int64?
  var worker = ""
  /// When the activation, or the back-off, ends; 0 for never.
  var deadline: Int64 = 0
  var incident: EngineKey?
}

struct TimerState: Sendable, Equatable {
  let element: EngineKey
  /// The event that it triggers: the element's own node or a boundary event of it.
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
  /// The processes that have taken it: each takes a message once.
  var takers: Set<String> = []
  /// Nobody takes it any more; it is kept so that another one with its id is refused.
  var isConsumed = false
}

struct StartLock: Sendable, Hashable {
  var process: String
  var correlationKey: String
}

struct IncidentState: Sendable, Equatable {
  let element: EngineKey
  let job: EngineKey?
}
