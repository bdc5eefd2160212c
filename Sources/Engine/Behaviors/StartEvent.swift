/// A start event, with a message or without: it has happened when it is reached.
struct StartEvent: ElementBehavior {
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .completes
  }
}
