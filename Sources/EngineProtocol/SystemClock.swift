import Glibc

/// The system clock.
package struct SystemClock: EngineClock {
  /// Creates a clock; all instances show the same time.
  package init() {}

  /// Milliseconds since 1970; jumps when the system time is set.
  package var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Milliseconds of real time left until `time`; 0 if it has passed.
  package func delay(until time: Int64) -> Int64? { max(0, time - now) }

  /// Does nothing: this clock is never set by hand.
  package func onMove(_ body: @escaping @Sendable () -> Void) {}
}
