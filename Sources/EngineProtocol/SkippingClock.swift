import Synchronization

/// The system clock plus the time skipped so far: runs a process through its timers without
/// waiting.
package final class SkippingClock: EngineClock {
  private struct State {
    var skipped: Int64 = 0
    var listeners: [@Sendable () -> Void] = []
  }

  private let system = SystemClock()
  private let state = Mutex(State())

  /// Creates a clock that shows the system time until time is skipped.
  package init() {}

  /// Milliseconds since 1970, including skipped time.
  package var now: Int64 { system.now + state.withLock { $0.skipped } }

  /// Milliseconds of real time left until `time`.
  package func delay(until time: Int64) -> Int64? { max(0, time - now) }

  /// Calls `body` whenever time is skipped.
  package func onMove(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.listeners.append(body) }
  }

  /// Skips ahead to `time`; does nothing if it has passed.
  /// - Parameter time: milliseconds since 1970.
  package func skip(to time: Int64) {
    let missing = time - now
    guard missing > 0 else { return }
    let listeners = state.withLock { state in
      state.skipped += missing
      return state.listeners
    }
    for listener in listeners { listener() }
  }
}
