import Time

/// A duration of days, hours, minutes and seconds, to the nanosecond.
public struct DaysTimeDuration: Sendable, Hashable {
  // Whole seconds, rounded down, and the rest: 12 bytes for the distance between any two dates.
  private let seconds: Int
  private let nanosecond: Int32

  /// The duration in nanoseconds.
  public var nanoseconds: Int128 {
    Int128(seconds) * Int128(FEELTime.nanosecondsPerSecond) + Int128(nanosecond)
  }

  /// The duration; nil beyond ±292 billion years.
  public init?(nanoseconds: Int128) {
    let perSecond = Int128(FEELTime.nanosecondsPerSecond)
    var (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: perSecond)
    if rest < 0 {
      whole -= 1
      rest += perSecond
    }
    guard let whole = Int(exactly: whole) else { return nil }
    seconds = whole
    nanosecond = Int32(rest)
  }

  /// A duration of whole seconds; may be negative.
  public init(seconds: Int) {
    self.seconds = seconds
    nanosecond = 0
  }

  /// The sign, whole days, and the rest of a day.
  var parts: (isNegative: Bool, days: Int, hours: Int, minutes: Int, seconds: Int, nanosecond: Int)
  {
    let magnitude = nanoseconds.magnitude
    let (whole, rest) = magnitude.quotientAndRemainder(
      dividingBy: UInt128(FEELTime.nanosecondsPerSecond))
    let total = Int(clamping: whole)
    return (
      seconds < 0, total / 86_400, total / 3600 % 24, total / 60 % 60, total % 60, Int(rest)
    )
  }
}

extension DaysTimeDuration: Comparable {
  /// Orders by length with sign.
  public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }
}

extension DaysTimeDuration: CustomStringConvertible {
  /// ISO 8601: `-P1DT2H3M4.5S`; zero is `PT0S`.
  public var description: String { text(zero: "PT0S") }

  func text(zero: String) -> String {
    let parts = parts
    var time = ""
    if parts.hours > 0 { time += "\(parts.hours)H" }
    if parts.minutes > 0 { time += "\(parts.minutes)M" }
    if parts.seconds > 0 || parts.nanosecond > 0 {
      time += "\(parts.seconds)\(ClockTime.fraction(parts.nanosecond))S"
    }
    let days = parts.days > 0 ? "\(parts.days)D" : ""
    if days.isEmpty && time.isEmpty { return zero }
    return "\(parts.isNegative ? "-" : "")P\(days)\(time.isEmpty ? "" : "T" + time)"
  }
}

/// A duration of years and months.
public struct YearsMonthsDuration: Sendable, Hashable {
  /// The total months, including those of whole years; may be negative.
  public let months: Int

  /// A duration of this many months.
  public init(months: Int) { self.months = months }
}

extension YearsMonthsDuration: Comparable {
  /// Orders by length with sign.
  public static func < (left: Self, right: Self) -> Bool { left.months < right.months }
}

extension YearsMonthsDuration: CustomStringConvertible {
  /// ISO 8601: `-P1Y2M`; zero is `P0M`.
  public var description: String { text(zero: "P0M") }

  func text(zero: String) -> String {
    if months == 0 { return zero }
    let (years, rest) = months.magnitude.quotientAndRemainder(dividingBy: 12)
    return "\(months < 0 ? "-" : "")P\(years > 0 ? "\(years)Y" : "")\(rest > 0 ? "\(rest)M" : "")"
  }
}
