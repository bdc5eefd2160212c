/// The process itself: the outermost scope. Its start event is activated by whatever created it.
struct ProcessRoot: ElementBehavior {
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .waits
  }
}
