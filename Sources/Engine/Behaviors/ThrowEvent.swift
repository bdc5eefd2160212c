/// An intermediate throw event without a definition: a milestone, passed at once.
struct ThrowEvent: ElementBehavior {
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .completes
  }
}
