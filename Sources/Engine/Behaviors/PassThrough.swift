import EngineProtocol

/// An element that is passed at once: it has no work of its own, or the processor has done it by the
/// time that the element is activated.
///
/// Start events and boundary events have happened by then, the tokens of all incoming flows of a
/// parallel gateway have arrived (`Processor.arrive`), and a manual task or one of no type is done
/// elsewhere.
struct PassThrough: ElementBehavior {
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .completes
  }
}
