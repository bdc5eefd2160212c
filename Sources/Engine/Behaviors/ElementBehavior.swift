import EngineProtocol

/// What one type of element does when a token reaches it; one file per behaviour.
protocol ElementBehavior: Sendable {
  /// Does the element's work, or starts it.
  ///
  /// Input mappings are applied already. Evaluates all that can fail before it changes anything,
  /// because a failure becomes an incident and resolving that begins anew.
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation
}

/// How an element goes on after its activation.
enum Activation {
  /// It stays active until something completes it.
  case waits
  /// It is done and takes all its outgoing flows.
  case completes
  /// It is done and takes this flow only; nil for none.
  case takes(FlowIndex?)
  /// It was ended by its own work.
  case ended
}
