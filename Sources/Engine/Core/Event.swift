import Foundation
import JSON

/// A change of the engine's state; the log is a list of them.
///
/// Keys name instances of elements (an instance of a process is that of its root element), jobs,
/// timers, subscriptions, messages, incidents and deployments. Cases and their labels are the
/// format of the log: what was written once must stay readable.
enum Event: Codable, Sendable {
  case deployed(key: EngineKey, resource: LoggedResource, processes: [LoggedProcess])

  // Elements
  case activating(
    key: EngineKey, instance: EngineKey, definition: EngineKey, node: NodeIndex, scope: EngineKey,
    /// The flows whose tokens it takes.
    consuming: [FlowIndex])
  case activated(key: EngineKey)
  case completing(key: EngineKey)
  case completed(key: EngineKey)
  case terminated(key: EngineKey)
  case flowTaken(scope: EngineKey, flow: FlowIndex)
  /// Tokens that wait at a join are dropped, because a terminate end event was reached.
  case tokensDropped(scope: EngineKey)
  case variablesSet(scope: EngineKey, variables: LoggedVariables)

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
  /// It fired; with a next schedule it stays.
  case timerFired(key: EngineKey, next: TimerSchedule?)
  case timerCanceled(key: EngineKey)

  // Messages
  case subscriptionOpened(
    key: EngineKey, element: EngineKey, node: NodeIndex, topic: MessageTopic)
  case subscriptionClosed(key: EngineKey)
  case messagePublished(
    key: EngineKey, topic: MessageTopic, id: String, deadline: Int64, variables: LoggedVariables)
  case messageCorrelated(key: EngineKey, process: String, subscription: EngineKey)
  /// It starts an instance, which is the only one of its key while it runs.
  case messageStarted(key: EngineKey, process: String, instance: EngineKey)
  case messageExpired(key: EngineKey)

  // Incidents
  case incidentRaised(
    key: EngineKey, element: EngineKey, job: EngineKey?, type: IncidentType, message: String)
  case incidentResolved(key: EngineKey)
}

/// A deployed file.
struct LoggedResource: Codable, Sendable, Equatable {
  var name: String
  var bytes: Data
}

/// A process of a deployed file.
struct LoggedProcess: Codable, Sendable, Equatable {
  var key: EngineKey
  var id: String
  var version: Int
}

/// A message's name and correlation key: what a message and its subscription must share.
struct MessageTopic: Codable, Sendable, Hashable {
  var name: String
  var correlationKey: String
}

/// Variables in an event. They are logged as JSON text, which keeps every digit of a number.
struct LoggedVariables: Codable, Sendable, Equatable {
  var object: JSONObject

  init(_ object: JSONObject) { self.object = object }

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let object = try JSONValue(parsing: text).object else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "the variables are no object"))
    }
    self.object = object
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(JSONValue.object(object).text())
  }
}
