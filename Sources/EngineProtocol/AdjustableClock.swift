import Synchronization

/// The system clock, until it is pinned to a time, at which it then stands still.
package final class AdjustableClock: EngineClock {
  private struct State {
    var pinned: Int64?
    var listeners: [@Sendable () -> Void] = []
  }

  private let system = SystemClock()
  private let state = Mutex(State())

  /// Creates a clock that shows the system time.
  package init() {}

  /// Milliseconds since 1970.
  package var now: Int64 { state.withLock { $0.pinned } ?? system.now }

  /// Milliseconds of real time left until `time`; nil if the clock stands still before it.
  package func delay(until time: Int64) -> Int64? {
    guard let pinned = state.withLock({ $0.pinned }) else { return system.delay(until: time) }
    return pinned >= time ? 0 : nil
  }

  /// Calls `body` whenever the clock is pinned or reset.
  package func onMove(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.listeners.append(body) }
  }

  /// Makes the clock stand still.
  /// - Parameter time: milliseconds since 1970; nil makes it show the system time again.
  package func pin(to time: Int64?) {
    let listeners = state.withLock { state in
      state.pinned = time
      return state.listeners
    }
    for listener in listeners { listener() }
  }
}
