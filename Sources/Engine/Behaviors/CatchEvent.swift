import EngineProtocol

/// An intermediate catch event or a receive task: waits for what triggers it.
struct CatchEvent: ElementBehavior {
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let wait = try processor.prepareWait(for: node, on: key)
    processor.open(wait, for: node.index, on: key)
    return .waits
  }
}
