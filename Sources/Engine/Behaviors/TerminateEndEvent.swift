/// A terminate end event: everything else in its scope ends; the scope then completes as usual.
struct TerminateEndEvent: ElementBehavior {
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    processor.terminateSiblings(of: key)
    return .completes
  }
}
