import EngineProtocol

/// An element that only waits: for its contents, or for the events it listens for.
///
/// A process and an event sub-process wait for their contents, whose start event is activated by
/// whatever created them. An event-based gateway waits for the events after it (`Node.events`).
struct Waiting: ElementBehavior {
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .waits
  }
}
