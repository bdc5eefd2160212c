/// The time that an engine goes by. The engine's core knows only the times of its commands; the
/// clock decides when things become due.
package protocol EngineClock: Sendable {
  /// Milliseconds since 1970.
  var now: Int64 { get }

  /// How many milliseconds of real time to sleep until the clock may show this time; nil where
  /// the clock moves only by hand.
  func delay(until time: Int64) -> Int64?

  /// Has `body` called whenever the clock was moved by hand.
  func onMove(_ body: @escaping @Sendable () -> Void)
}
