import EngineProtocol
import JSON

/// A unit of work of the processor.
///
/// A command processes a limited number of steps; the rest becomes part of the state
/// (`EngineState.backlog`), so that a long-running process does not block others and no work is
/// lost.
enum Step: Sendable, Equatable {
  /// Activates an element that no flow leads to, with the variables of its event.
  case start(NodeIndex, scope: EngineKey, EventVariables = .none)
  /// Activates the event sub-process of a start event in the scope that listened for the event.
  case enter(NodeIndex, scope: EngineKey, EventVariables)
  /// Activates an element of an ad-hoc sub-process, with variables that are local to it.
  case activateInAdHoc(NodeIndex, scope: EngineKey, JSONObject = JSONObject())
  /// A token has reached the end of its flow.
  case arrive(FlowIndex, scope: EngineKey)
  /// Starts or restarts the work of an element.
  case activate(EngineKey)
  case complete(EngineKey)
  /// Starts the next instance of a loop.
  case iterate(EngineKey)
  /// Looks for a buffered message for a new subscription.
  case findMessage(subscription: EngineKey)
  /// Publishes a message that an element sends; `from` is the outermost instance of the sender.
  case publish(PublishMessageRequest, from: EngineKey)
  /// Broadcasts a signal that a process instance throws.
  case broadcast(String, JSONObject, from: EngineKey)
  case deliverSignal(SignalDelivery)
  /// Lets a conditional event occur whose condition was true.
  case meetCondition(wait: EngineKey)
  /// Starts the next instance for a correlation key whose lock was released.
  case startNext(StartLock)
}

/// The variables of an event.
enum EventVariables: Sendable, Equatable {
  case none
  /// Set on the event, and merged into the enclosing scope unless it has output mappings.
  case merged(JSONObject)
  /// Local to the event; discarded with it unless output mappings propagate them.
  case local(JSONObject)
}
