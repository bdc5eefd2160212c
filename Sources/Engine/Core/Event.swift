import EngineProtocol
import JSON

/// A change of the engine's state; the log is a list of them.
///
/// Keys name instances of elements (an instance of a process is that of its root element), jobs,
/// timers, subscriptions, messages, incidents and deployments. `EventCoding` is their form in the log.
enum Event: Sendable {
  case deployed(key: EngineKey, resource: LoggedResource, processes: [LoggedProcess])

  // Elements
  case activating(
    key: EngineKey, instance: EngineKey, definition: EngineKey, node: NodeIndex, scope: EngineKey,
    /// The flows whose tokens it takes.
    consuming: [FlowIndex])
  /// The process instance was called by a call activity, which waits for it.
  case called(key: EngineKey, caller: EngineKey)
  case activated(key: EngineKey)
  /// Its work is done, but an incident keeps it from ending.
  case completing(key: EngineKey)
  case completed(key: EngineKey)
  case terminated(key: EngineKey)
  /// A multi-instance activity began, with the items that its list has now.
  case loopStarted(key: EngineKey, items: [JSONValue])
  /// The same in logs of the first version, where the list was read again for each item.
  case loopCounted(key: EngineKey, count: Int)
  /// An instance of a loop gave its result, which counts from 1 in the collection.
  case loopResultSet(scope: EngineKey, variable: String, number: Int, value: JSONValue)
  case flowTaken(scope: EngineKey, flow: FlowIndex)
  /// Tokens that wait at a join are dropped, because a terminate end event was reached.
  case tokensDropped(scope: EngineKey)
  case variablesSet(scope: EngineKey, variables: JSONObject)

  // Jobs
  case jobCreated(key: EngineKey, element: EngineKey, type: String, retries: Int)
  case jobActivated(key: EngineKey, token: Int64, worker: String, deadline: Int64)
  case jobCompleted(key: EngineKey)
  case jobFailed(key: EngineKey, retries: Int, message: String, availableAt: Int64)
  case jobErrorThrown(key: EngineKey, code: String, message: String)
  case jobTimedOut(key: EngineKey)
  /// Its back-off is over, or its incident was resolved.
  case jobAvailable(key: EngineKey)
  case jobRetriesUpdated(key: EngineKey, retries: Int)
  case jobCanceled(key: EngineKey)

  // Timers
  case timerCreated(key: EngineKey, element: EngineKey, node: NodeIndex, schedule: TimerSchedule)
  /// Of a start event.
  case startTimerCreated(
    key: EngineKey, definition: EngineKey, node: NodeIndex, schedule: TimerSchedule)
  /// It fired; with a next schedule it stays.
  case timerFired(key: EngineKey, next: TimerSchedule?)
  case timerCanceled(key: EngineKey)

  // Messages
  case subscriptionOpened(
    key: EngineKey, element: EngineKey, node: NodeIndex, topic: MessageTopic)
  case subscriptionClosed(key: EngineKey)
  case messagePublished(
    key: EngineKey, topic: MessageTopic, id: String, deadline: Int64, variables: JSONObject)
  case messageCorrelated(key: EngineKey, process: String, subscription: EngineKey)
  /// It starts an instance, which is the only one of its key while it runs.
  case messageStarted(key: EngineKey, process: String, instance: EngineKey)
  /// It was correlated on request and reaches nobody else; its id is remembered until it expires.
  case messageConsumed(key: EngineKey)
  case messageExpired(key: EngineKey)

  // Incidents
  case incidentRaised(
    key: EngineKey, element: EngineKey, job: EngineKey?, type: IncidentType, message: String)
  case incidentResolved(key: EngineKey)

  // Work
  /// A command did not get to these steps.
  case workDeferred(steps: [Step])
  /// A command has taken the first of the deferred steps.
  case workResumed(count: Int)
}

/// A deployed file.
struct LoggedResource: Sendable, Equatable {
  var name: String
  var bytes: [UInt8]
}

/// A process of a deployed file.
struct LoggedProcess: Sendable, Equatable {
  var key: EngineKey
  var id: String
  var version: Int
}

/// A message's name and correlation key: what a message and its subscription must share.
struct MessageTopic: Sendable, Hashable {
  var name: String
  var correlationKey: String
}
