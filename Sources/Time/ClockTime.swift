/// A time of day.
package struct ClockTime: Sendable, Hashable {
  package var hour: Int
  package var minute: Int
  package var second: Int
  package var nanosecond: Int

  package init(hour: Int, minute: Int, second: Int = 0, nanosecond: Int = 0) {
    (self.hour, self.minute, self.second, self.nanosecond) = (hour, minute, second, nanosecond)
  }

  package init(secondOfDay: Int, nanosecond: Int = 0) {
    self.init(
      hour: secondOfDay / 3600, minute: secondOfDay / 60 % 60, second: secondOfDay % 60,
      nanosecond: nanosecond)
  }

  package var secondOfDay: Int { (hour * 60 + minute) * 60 + second }

  /// ISO 8601: `10:30:00.5`.
  package var isoText: String { clockText + Self.fraction(nanosecond) }

  /// Hours, minutes and seconds: `10:30:00`.
  package var clockText: String { "\(hour.twoDigits):\(minute.twoDigits):\(second.twoDigits)" }

  /// `.5` for 500,000,000 nanoseconds, nothing for none.
  package static func fraction(_ nanosecond: Int) -> String {
    if nanosecond == 0 { return "" }
    var digits = String(nanosecond)
    digits = String(repeating: "0", count: 9 - digits.utf8.count) + digits
    while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    return "." + digits
  }

  /// An offset from UTC in seconds as ISO 8601 text: `Z`, `+02:00`, `-00:30:15`.
  package static func offsetText(_ seconds: Int) -> String {
    if seconds == 0 { return "Z" }
    let clock = ClockTime(secondOfDay: Int(seconds.magnitude))
    let text = "\(seconds < 0 ? "-" : "+")\(clock.hour.twoDigits):\(clock.minute.twoDigits)"
    return clock.second == 0 ? text : "\(text):\(clock.second.twoDigits)"
  }
}
