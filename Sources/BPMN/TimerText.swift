/// The texts of timers, as Camunda's engine takes them (reference page engine 2.6).
///
/// These are a subset of ISO 8601, with its extensions of durations by a sign and by an instant in
/// front, and cron expressions. No text is trimmed.
public enum TimerText {
  /// Whether a text is a duration: `PT15M`, `P1M3DT4H`, `-PT1S`, also with an instant and a slash in
  /// front.
  public static func isDuration(_ text: String) -> Bool {
    guard let slash = text.lastIndex(of: "/"), slash != text.startIndex else {
      return isInterval(text[...])
    }
    return isZonedDateTime(String(text[..<slash])) && isInterval(text[text.index(after: slash)...])
  }

  /// Whether a text says how a timer repeats: `R/PT1H`, `R3/PT10S`,
  /// `R2/2026-01-01T08:00:00Z/P1D`, or a cron expression.
  public static func isCycle(_ text: String) -> Bool {
    guard text.hasPrefix("R") else { return CronExpression(text) != nil }
    guard let slash = text.firstIndex(of: "/") else { return false }
    let count = text[..<slash].dropFirst()
    return (count.isEmpty || Int32(count) != nil)
      && isDuration(String(text[text.index(after: slash)...]))
  }

  /// Whether a text is a date and time with an offset from UTC, and perhaps a time zone:
  /// `2026-03-02T15:35+02:00[Europe/Berlin]`.
  public static func isZonedDateTime(_ text: String) -> Bool {
    var scanner = TimerScanner(text[...])
    return scanner.date() && scanner.take("T", "t") && scanner.time() && scanner.offset()
      && scanner.zone() && scanner.isAtEnd
  }

  /// A period, a time, or both; the sign in front counts for both.
  private static func isInterval(_ text: Substring) -> Bool {
    guard let time = text.firstIndex(of: "T") else {
      var scanner = TimerScanner(text)
      return scanner.sign() && scanner.days() && scanner.isAtEnd
    }
    var period = TimerScanner(text[..<time])
    var clock = TimerScanner(text[text.index(after: time)...])
    return period.sign() && (period.isAtEnd || period.days() && period.isAtEnd) && clock.clock()
      && clock.isAtEnd
  }
}

/// Reads the parts of a timer's text from left to right.
private struct TimerScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: Substring) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ choices: Unicode.Scalar...) -> Bool {
    guard index < bytes.count, choices.contains(where: { $0.value == UInt32(bytes[index]) }) else {
      return false
    }
    index += 1
    return true
  }

  /// As many digits as stand here, as a number; nil for none or too many.
  private mutating func number(_ counts: ClosedRange<Int>) -> Int? {
    let start = index
    var value = 0
    while index < bytes.count, 0x30...0x39 ~= bytes[index] {
      guard index - start < 18 else { return nil }
      value = value * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    return counts ~= index - start ? value : nil
  }

  private mutating func number(_ count: Int, in range: ClosedRange<Int>) -> Bool {
    number(count...count).map { range ~= $0 } ?? false
  }

  // MARK: Instants

  mutating func date() -> Bool {
    let hasSign = take("+", "-")
    guard let year = number(hasSign ? 4...9 : 4...4), take("-"), let month = number(2...2),
      1...12 ~= month, take("-"), let day = number(2...2)
    else { return false }
    return 1...Self.days(in: month, of: year) ~= day
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  mutating func time() -> Bool {
    guard number(2, in: 0...23), take(":"), number(2, in: 0...59) else { return false }
    guard take(":") else { return true }
    guard number(2, in: 0...59) else { return false }
    return take(".") ? number(0...9) != nil : true
  }

  mutating func offset() -> Bool {
    if take("Z", "z") { return true }
    guard take("+", "-"), number(2, in: 0...18), take(":"), number(2, in: 0...59) else {
      return false
    }
    return take(":") ? number(2, in: 0...59) : true
  }

  /// The name of a time zone in brackets; the names are not looked up.
  mutating func zone() -> Bool {
    guard take("[") else { return true }
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") { index += 1 }
    return index > start && take("]")
  }

  // MARK: Durations

  /// The `P`, with a sign in front or without.
  mutating func sign() -> Bool {
    _ = take("+", "-")
    return take("P", "p")
  }

  /// Years, months, weeks and days, at least one of them.
  mutating func days() -> Bool {
    units([("Y", "y"), ("M", "m"), ("W", "w"), ("D", "d")], limit: Int(Int32.max))
  }

  /// What stands behind `T`: hours, minutes and seconds, at least one of them.
  mutating func clock() -> Bool {
    units([("H", "h"), ("M", "m"), ("S", "s")], limit: Int.max)
  }

  private mutating func units(
    _ units: [(Unicode.Scalar, Unicode.Scalar)], limit: Int
  ) -> Bool {
    var upcoming = units[...]
    var count = 0
    while !isAtEnd {
      _ = take("+", "-")
      guard let value = number(1...18), value <= limit else { return false }
      let isFraction = take(".", ",")
      if isFraction, number(0...9) == nil { return false }
      while let unit = upcoming.popFirst() {
        guard take(unit.0, unit.1) else { continue }
        if isFraction, unit.0 != "S" { return false }
        count += 1
        break
      }
      // A number without a unit that may still follow.
      guard count > 0, bytes[index - 1] >= 0x41 else { return false }
    }
    return count > 0
  }
}
