import EngineProtocol

/// An element that completes at once: it has no work, or the processor has already done it.
///
/// Start and boundary events have occurred, the tokens of a parallel gateway's incoming flows have
/// arrived (`Processor.arrive`), and a manual or undefined task is done outside the engine.
struct PassThrough: ElementBehavior {
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .completes
  }
}
