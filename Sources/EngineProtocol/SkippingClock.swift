import Synchronization

/// The system's clock with the time that was skipped added to it: for running a process through
/// its timers without waiting for them.
package final class SkippingClock: EngineClock {
  private struct State {
    var skipped: Int64 = 0
    var listeners: [@Sendable () -> Void] = []
  }

  private let system = SystemClock()
  private let state = Mutex(State())

  /// Makes a clock that shows the system's time until something is skipped.
  package init() {}

  /// Milliseconds since 1970, those that were skipped included.
  package var now: Int64 { system.now + state.withLock { $0.skipped } }

  /// How many milliseconds of real time are left until a time.
  package func delay(until time: Int64) -> Int64? { max(0, time - now) }

  /// Has `body` called whenever time was skipped.
  package func onMove(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.listeners.append(body) }
  }

  /// Skips ahead to a time; a time that is past changes nothing.
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
