import EngineProtocol

/// An event that waits for a signal.
struct EventWaitState: Sendable, Equatable {
  let element: EngineKey
  let node: NodeIndex
  let signal: String
}

extension EngineState {
  /// Applies an event of an event that waits for a signal.
  mutating func applyEventWait(_ event: Event) {
    switch event {
    case .signalAwaited(let key, let element, let node, let signal):
      note(key)
      let wait = EventWaitState(element: element, node: node, signal: signal)
      add(wait, key)
      index(wait, key)
    case .eventWaitEnded(let key):
      guard let wait = eventWaits.removeValue(forKey: key) else { break }
      signalWaits.remove(key, for: wait.signal)
      elements.update(wait.element) { $0.eventWaits.removeAll { $0 == key } }
    default: break
    }
  }

  /// Adds a wait, without indexing it.
  mutating func add(_ wait: EventWaitState, _ key: EngineKey) {
    eventWaits[key] = wait
    elements.update(wait.element) { $0.eventWaits.append(key) }
  }
}
