import Glibc

/// The computer's clock.
package struct SystemClock: EngineClock {
  /// Makes a clock; all of them show the same time.
  package init() {}

  /// Milliseconds since 1970; they jump when somebody sets the clock.
  package var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// How many milliseconds of real time are left until a time; 0 where it is past.
  package func delay(until time: Int64) -> Int64? { max(0, time - now) }

  /// Does nothing: nobody moves this clock by hand.
  package func onMove(_ body: @escaping @Sendable () -> Void) {}
}
