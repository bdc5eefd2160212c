/// A parallel gateway. The processor activates it when every incoming flow has brought a token
/// (`Processor.arrive`); what is left to do is to take every outgoing flow.
struct ParallelGateway: ElementBehavior {
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .completes
  }
}
