import EngineProtocol
import JSON

/// Something that the processor has left to do.
///
/// A command does a limited number of steps; those that it does not get to are part of the state
/// (`EngineState.backlog`), so that a process that works long holds up no other, and none is lost.
enum Step: Sendable, Equatable {
  /// Begins an element that no flow leads to, with the variables of its event.
  case start(NodeIndex, scope: EngineKey, EventVariables = .none)
  /// A token has reached the end of its flow.
  case arrive(FlowIndex, scope: EngineKey)
  /// Begins, or begins again, the work of an element.
  case activate(EngineKey)
  case complete(EngineKey)
  /// Begins the next instance of a loop.
  case iterate(EngineKey)
  /// Looks for a kept message for a new subscription.
  case findMessage(subscription: EngineKey)
  /// Starts the next instance for a correlation key that has become free.
  case startNext(StartLock)
}

/// The variables that an event brings.
enum EventVariables: Sendable, Equatable {
  case none
  /// For the event, and merged into its surroundings unless output mappings say otherwise.
  case merged(JSONObject)
  /// Local to the event; what output mappings don't name ends with it.
  case local(JSONObject)
}
