import Text

/// Parses the components of ISO 8601 texts from left to right, as allowed by a profile.
///
/// After a component that is missing or invalid, the position of the scanner is undefined.
package struct ISOScanner {
  package let bytes: [UInt8]
  package var index = 0

  package init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

  package var isAtEnd: Bool { index == bytes.count }

  /// The current byte; 0 at the end.
  package var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

  package mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: letter) else { return false }
    index += 1
    return true
  }

  /// Takes an uppercase letter, or its lowercase form if that is allowed.
  mutating func take(_ letter: Unicode.Scalar, orLowercaseIn allowed: StaticString) -> Bool {
    if take(letter) { return true }
    let small = UInt8(ascii: letter) | 0x20
    guard current == small, allowed.withUTF8Buffer({ $0.contains(small) }) else { return false }
    index += 1
    return true
  }

  /// The digits here as a number; nil if their count is not allowed. Only the first 18 digits are
  /// used.
  package mutating func digits(_ allowed: ClosedRange<Int>) -> (value: Int, count: Int)? {
    let start = index
    var value = 0
    while case let digit = current &- UInt8(ascii: "0"), digit < 10 {
      if index - start < 18 { value = value * 10 + Int(digit) }
      index += 1
    }
    return allowed ~= index - start ? (value, index - start) : nil
  }

  /// A number of two digits, or of any number of digits in a lenient profile.
  private mutating func number(_ profile: ISOProfile) -> Int? {
    digits(profile.isLenient ? 1...18 : 2...2)?.value
  }

  /// `-`, month, `-`, day after the year: a day that exists.
  package mutating func date(_ profile: ISOProfile) -> CivilDate? {
    guard let year = year(profile.years), take("-"), let month = number(profile), take("-"),
      let day = number(profile)
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    return date.exists || profile.isLenient && 1...12 ~= month && 1...31 ~= day ? date : nil
  }

  private mutating func year(_ years: ISOProfile.Years) -> Int? {
    switch years {
    case .plain: return digits(4...4)?.value
    case .lenient: return digits(1...18).flatMap { 0...9999 ~= $0.value ? $0.value : nil }
    case .java:
      let isNegative = take("-")
      guard let (year, _) = digits(isNegative || take("+") ? 4...9 : 4...4) else { return nil }
      return isNegative ? -year : year
    case .xmlSchema:
      let isNegative = take("-")
      let first = current
      guard let (year, count) = digits(4...9), count == 4 || first != UInt8(ascii: "0") else {
        return nil
      }
      return isNegative ? -year : year
    }
  }

  /// The `T` between date and time.
  package mutating func separator(_ profile: ISOProfile) -> Bool {
    take("T", orLowercaseIn: profile.lowercaseLetters)
  }

  /// Hour and minute, usually with a second and its fraction.
  package mutating func clock(_ profile: ISOProfile) -> ClockTime? {
    guard let hour = number(profile), take(":"), let minute = number(profile) else { return nil }
    var clock = ClockTime(hour: hour, minute: minute)
    if take(":") {
      guard let second = number(profile) else { return nil }
      clock.second = second
      if let fraction = profile.fraction, take(".") {
        guard let (value, count) = digits(fraction) else { return nil }
        clock.nanosecond = Self.nanoseconds(value, count)
      }
    } else if profile.needsSeconds {
      return nil
    }
    if profile.hasEndOfDay, clock == ClockTime(hour: 24, minute: 0) { return clock }
    // The simulator accepts leap seconds, as in RFC 3339.
    let lastSecond = profile.isLenient ? 60 : 59
    return hour < 24 && minute < 60 && clock.second <= lastSecond ? clock : nil
  }

  /// Nanoseconds from the digits of a fraction; digits after the ninth are ignored.
  static func nanoseconds(_ digits: Int, _ count: Int) -> Int {
    var (nanoseconds, count) = (digits, min(count, 18))
    while count < 9 { (nanoseconds, count) = (nanoseconds * 10, count + 1) }
    while count > 9 { (nanoseconds, count) = (nanoseconds / 10, count - 1) }
    return nanoseconds
  }

  /// `Z`, `+hh:mm` or `+hh:mm:ss` in seconds.
  package mutating func offset(_ profile: ISOProfile) -> Int? {
    if take("Z", orLowercaseIn: profile.lowercaseLetters) { return 0 }
    let isNegative = take("-")
    guard let last = profile.lastOffset, isNegative || take("+"), let (hours, _) = digits(2...2),
      hours <= last.hour, take(":"), let (minutes, _) = digits(2...2), minutes <= last.minute
    else { return nil }
    var seconds = hours * 3600 + minutes * 60
    if profile.hasOffsetSeconds, take(":") {
      guard let (rest, _) = digits(2...2), rest < 60 else { return nil }
      seconds += rest
    }
    return isNegative ? -seconds : seconds
  }

  /// An optional time zone name in brackets, which is not looked up.
  package mutating func bracketedName() -> Bool {
    guard take("[") else { return true }
    guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "]")), close > index else {
      return false
    }
    index = close + 1
    return true
  }

  /// A date and time with an offset, optionally followed by a zone in brackets: an instant, in
  /// seconds since 1970 and nanoseconds.
  package mutating func instant(_ profile: ISOProfile) -> (second: Int, nanosecond: Int)? {
    guard let date = date(profile), separator(profile), let clock = clock(profile),
      let offset = offset(profile), bracketedName(), isAtEnd
    else { return nil }
    let second = date.dayNumber * CivilCalendar.secondsPerDay + clock.secondOfDay - offset
    return (second, clock.nanosecond)
  }
}
