import BPMN
import EngineProtocol

// What is thrown outward until an event catches it: BPMN errors and escalations.

extension Processor {
  /// An event that catches what was thrown, and the element it is attached to.
  struct Catcher {
    var element: EngineKey
    var event: NodeIndex
  }

  /// Searches outward from an element, including through call activities. Within a scope, an event
  /// with the code takes precedence over one without.
  func catcher(of kind: Throwable, _ code: String, from key: EngineKey) -> Catcher? {
    for (element, events) in catchers(of: kind, from: key) {
      let event = events.first { $0.code == code } ?? events.first { $0.code == nil }
      if let event { return Catcher(element: element, event: event.node) }
    }
    return nil
  }

  /// The codes that events around an element catch.
  func caughtCodes(of kind: Throwable, from key: EngineKey) -> [String] {
    catchers(of: kind, from: key).flatMap { $0.events.compactMap(\.code) }
  }

  /// The elements around an element with the events that would catch something, innermost first.
  private func catchers(
    of kind: Throwable, from key: EngineKey
  ) -> some Sequence<(element: EngineKey, events: [(node: NodeIndex, code: String?)])> {
    sequence(state: (current: key, inner: ExecutableProcess.root)) { walk in
      guard let element = state.elements.place(of: walk.current) else { return nil }
      let current = walk.current
      var events: [(node: NodeIndex, code: String?)] = []
      if state.elements[element].phase == .active || current == key {
        events = catchEvents(of: kind, on: element, inner: walk.inner)
      }
      walk.inner = state.elements[element].node
      walk.current = state.elements[element].caller ?? state.elements[element].scope
      return (current, events)
    }
  }

  /// - Parameter inner: where it was thrown: an event sub-process does not catch what it throws.
  private func catchEvents(
    of kind: Throwable, on element: ElementTable.Place, inner: NodeIndex
  ) -> [(node: NodeIndex, code: String?)] {
    let events = events(of: element)
    guard !events.isEmpty else { return [] }
    let isInterrupted = isInterrupted(element)
    return events.compactMap { event in
      guard case .thrown(kind, let code) = event.trigger,
        event.type != .startEvent || !isInterrupted && event.scope != inner
      else { return nil }
      return (event.index, code)
    }
  }
}
