import EngineProtocol

/// An event that waits for a signal or a condition.
struct EventWaitState: Sendable, Equatable {
  let element: EngineKey
  let node: NodeIndex
  /// The name of the signal; nil for a condition.
  let signal: String?
}

extension EngineState {
  /// Applies an event of an event that waits for a signal or a condition.
  mutating func applyEventWait(_ event: Event) {
    switch event {
    case .signalAwaited(let key, let element, let node, let signal):
      note(key)
      wait(EventWaitState(element: element, node: node, signal: signal), key)
    case .conditionAwaited(let key, let element, let node):
      note(key)
      wait(EventWaitState(element: element, node: node, signal: nil), key)
    case .eventWaitEnded(let key):
      guard let wait = eventWaits.removeValue(forKey: key) else { break }
      if let signal = wait.signal {
        signalWaits.remove(key, for: signal)
      } else {
        for scope in scopes(around: wait.element) { conditionWaits.remove(key, for: scope) }
      }
      elements.update(wait.element) { $0.eventWaits.removeAll { $0 == key } }
    default: break
    }
  }

  private mutating func wait(_ wait: EventWaitState, _ key: EngineKey) {
    add(wait, key)
    index(wait, key)
  }

  mutating func index(_ wait: EventWaitState, _ key: EngineKey) {
    if let signal = wait.signal {
      signalWaits.insert(key, for: signal)
    } else {
      for scope in scopes(around: wait.element) { conditionWaits.insert(key, for: scope) }
    }
  }

  /// An element and its enclosing scopes, up to the process instance.
  func scopes(around element: EngineKey) -> [EngineKey] {
    var scopes: [EngineKey] = []
    var place = elements.place(of: element)
    while let current = place {
      scopes.append(elements[current].key)
      place = elements.scope(of: current)
    }
    return scopes
  }

  /// Adds a wait, without indexing it.
  mutating func add(_ wait: EventWaitState, _ key: EngineKey) {
    eventWaits[key] = wait
    elements.update(wait.element) { $0.eventWaits.append(key) }
  }
}
