extension Processor {
  /// How much one command does of what is due; the rest is due still.
  private static let wakeLimit = 1000

  /// When something happens by itself next, in milliseconds since 1970.
  var nextDue: Int64? { state.agenda.next?.time }

  /// Does what is due, in the order of time.
  mutating func wake() -> Reply {
    for _ in 0..<Self.wakeLimit {
      guard let entry = state.agenda.next, entry.time <= now else { break }
      switch entry.kind {
      case .timer: fire(entry.key)
      case .startTimer: fireStart(entry.key)
      case .jobTimeout: emit(.jobTimedOut(key: entry.key))
      case .jobBackoff: emit(.jobAvailable(key: entry.key))
      case .messageExpiry: emit(.messageExpired(key: entry.key))
      }
    }
    return .done
  }

  private mutating func fireStart(_ key: EngineKey) {
    guard let timer = state.startTimers[key], let definition = state.definitions[timer.definition]
    else { return }
    emit(.timerFired(key: key, next: timer.schedule.next))
    begin(createInstance(of: definition), at: timer.node, with: .none)
  }

  private mutating func fire(_ key: EngineKey) {
    guard let timer = state.timers[key] else { return }
    emit(.timerFired(key: key, next: timer.schedule.next))
    trigger(timer.element, timer.node, with: .none)
  }
}
