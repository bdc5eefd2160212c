package import BPMN
package import JSON

/// An event in an engine, for observers.
package struct TraceEntry: Sendable {
  /// What happened; it concerns an element unless the name says otherwise.
  package enum Action: String, Sendable {
    case deployed, activated, completed, terminated, flowTaken, variablesSet
    case escalationThrown
    case jobCreated, jobActivated, jobCompleted, jobFailed, jobErrorThrown, jobTimedOut
    case timerCreated, timerFired
    case messageAwaited, messagePublished, messageCorrelated, messageExpired
    case signalAwaited, signalBroadcast, conditionAwaited
    case incidentRaised, incidentResolved
  }

  /// Details of the action.
  package enum Detail: Sendable {
    case process(ProcessDefinition)
    /// The id of a sequence flow.
    case flow(String)
    case variables(JSONObject)
    case escalation(code: String, isCaught: Bool)
    /// A job; `message` is that of its failure or error.
    case job(key: EngineKey, type: String, retries: Int, message: String?)
    /// When a timer fires, or fires next, in milliseconds since 1970.
    case due(Int64)
    case message(name: String, correlationKey: String)
    /// The name of a signal.
    case signal(String)
    case incident(key: EngineKey, type: String, message: String)
  }

  /// Milliseconds since 1970.
  package let time: Int64
  /// What happened; determines which `detail` there is.
  package let action: Action
  /// The process instance; nil if none is concerned, as for a published message.
  package var instanceKey: EngineKey?
  /// The element instance; nil if there is none, as for a start event's timer.
  package var elementKey: EngineKey?
  /// The element's id; for the process instance as a whole, the process id.
  package var elementID: String?
  /// The element's name in the diagram; nil if it has none.
  package var elementName: String?
  /// The element type; nil if there is no element or only its id is known.
  package var elementType: ElementType?
  /// What the action concerns; nil if the element says it all.
  package var detail: Detail?

  /// Creates an entry; the element and instance are set afterwards.
  package init(_ action: Action, at time: Int64, _ detail: Detail? = nil) {
    self.action = action
    self.time = time
    self.detail = detail
  }
}
