package import BPMN
package import JSON

/// Something that has happened in an engine, for those who watch.
package struct TraceEntry: Sendable {
  /// What has happened, to an element unless the name says otherwise.
  package enum Action: String, Sendable {
    case deployed, activated, completed, terminated, flowTaken, variablesSet
    case jobCreated, jobActivated, jobCompleted, jobFailed, jobErrorThrown, jobTimedOut
    case timerCreated, timerFired
    case messageAwaited, messagePublished, messageCorrelated, messageExpired
    case incidentRaised, incidentResolved
  }

  /// What else there is to say.
  package enum Detail: Sendable {
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
  package let time: Int64
  /// What has happened; it decides which `detail` there is.
  package let action: Action
  /// The process instance; nil for what concerns none, such as a published message.
  package var instanceKey: EngineKey?
  /// The visit of the element; nil where the event has none, such as a start event's timer.
  package var elementKey: EngineKey?
  /// The element; for a process instance as a whole its process.
  package var elementID: String?
  /// What people call the element; nil where the diagram gives it no name.
  package var elementName: String?
  /// The kind of the element; nil where there is no element, or only its id is known.
  package var elementType: ElementType?
  /// What the action is about; nil where the element says it all.
  package var detail: Detail?

  /// Makes an entry that concerns no element; what it concerns is set afterwards.
  package init(_ action: Action, at time: Int64, _ detail: Detail? = nil) {
    self.action = action
    self.time = time
    self.detail = detail
  }
}
