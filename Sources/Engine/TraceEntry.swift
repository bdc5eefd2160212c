public import BPMN
public import JSON

/// Something that has happened in an engine, for those who watch.
public struct TraceEntry: Sendable {
  public enum Action: String, Sendable {
    case deployed, activated, completed, terminated, flowTaken, variablesSet
    case jobCreated, jobActivated, jobCompleted, jobFailed, jobErrorThrown, jobTimedOut
    case timerCreated, timerFired
    case messageAwaited, messagePublished, messageCorrelated, messageExpired
    case incidentRaised, incidentResolved
  }

  /// What else there is to say.
  public enum Detail: Sendable {
    case process(ProcessDefinition)
    /// The id of a sequence flow.
    case flow(String)
    case variables(JSONObject)
    /// A job; the message is that of its failure or error.
    case job(key: EngineKey, type: String, retries: Int, message: String?)
    /// When a timer fires, or fires again, in milliseconds since 1970.
    case due(Int64)
    case message(name: String, correlationKey: String)
    case incident(key: EngineKey, type: String, message: String)
  }

  /// Milliseconds since 1970.
  public let time: Int64
  public let action: Action
  /// The process instance; nil for what concerns none, such as a published message.
  public var instanceKey: EngineKey?
  public var elementKey: EngineKey?
  /// The element; for a process instance as a whole its process.
  public var elementID: String?
  public var elementName: String?
  public var elementType: ElementType?
  public var detail: Detail?

  init(_ action: Action, at time: Int64, _ detail: Detail? = nil) {
    self.action = action
    self.time = time
    self.detail = detail
  }
}
