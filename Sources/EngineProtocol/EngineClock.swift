/// An engine's source of time. The engine's core only sees the times of its commands; the clock
/// decides when timers are due.
package protocol EngineClock: Sendable {
  /// Milliseconds since 1970.
  var now: Int64 { get }

  /// The real time to sleep, in milliseconds, until the clock may reach `time`; nil if the clock
  /// only moves when it is set.
  func delay(until time: Int64) -> Int64?

  /// Calls `body` whenever the clock is set or advanced by hand.
  func onMove(_ body: @escaping @Sendable () -> Void)
}
