/// A manual task or a task of no type: done elsewhere, so passed at once.
struct PassThroughTask: ElementBehavior {
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .completes
  }
}
