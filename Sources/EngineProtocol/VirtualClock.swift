import Synchronization

/// A clock that only moves when it is advanced, for tests and scenarios.
package final class VirtualClock: EngineClock {
  private struct State {
    var now: Int64
    var listeners: [@Sendable () -> Void] = []
  }

  private let state: Mutex<State>

  /// - Parameter now: milliseconds since 1970; 2026-01-01T00:00:00Z by default.
  package init(now: Int64 = 1_767_225_600_000) {
    state = Mutex(State(now: now))
  }

  /// Milliseconds since 1970, as last set.
  package var now: Int64 { state.withLock { $0.now } }

  /// Nil: sleeping does not move this clock.
  package func delay(until time: Int64) -> Int64? { nil }

  /// Calls `body` after each `advance`, on the advancing thread.
  package func onMove(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.listeners.append(body) }
  }

  /// Advances the clock.
  /// - Parameter milliseconds: how far.
  package func advance(by milliseconds: Int64) {
    let listeners = state.withLock { state in
      state.now += milliseconds
      return state.listeners
    }
    for listener in listeners { listener() }
  }
}
