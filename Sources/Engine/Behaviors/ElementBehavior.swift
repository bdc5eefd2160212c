import EngineProtocol

/// What an element does when a token reaches it. One file per behavior.
protocol ElementBehavior: Sendable {
  /// Does the element's work, or starts it.
  ///
  /// Input mappings were already applied. Evaluate everything that can fail before changing
  /// anything: a failure raises an incident, and resolving it starts the activation again.
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation
}

/// How an element continues after its activation.
enum Activation {
  /// Stays active until something completes it.
  case waits
  /// The same; this work follows once its events are open.
  case waitsThen((inout Processor) -> Void)
  /// Completes and takes all its outgoing flows.
  case completes
  /// Completes with a result and takes all its outgoing flows.
  case completesWith(Variables)
  /// Completes and takes only these flows.
  case takes([FlowIndex])
  /// Was ended by its own work.
  case ended
}
