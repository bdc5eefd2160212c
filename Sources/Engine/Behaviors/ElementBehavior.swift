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

  /// Finishes the element's work, before its output mappings; called again after an incident.
  func finish(_ key: EngineKey, in processor: inout Processor) throws(Failure)

  /// Variables that the element has before its input mappings.
  var locals: Variables? { get }

  /// The task headers in the diagram that the element's jobs have.
  var headers: [String: String] { get }
}

extension ElementBehavior {
  func finish(_ key: EngineKey, in processor: inout Processor) throws(Failure) {}
  var locals: Variables? { nil }
  var headers: [String: String] { [:] }
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
