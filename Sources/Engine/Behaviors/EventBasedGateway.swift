import BPMN

/// An event-based gateway: waits for the events that follow it; the first to happen is the way.
struct EventBasedGateway: ElementBehavior {
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .waits
  }
}
