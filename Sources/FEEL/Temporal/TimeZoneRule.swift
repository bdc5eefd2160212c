import Text
import Time

/// A zone's rule for all later years, in the format of the TZ variable (RFC 9636 section 3.3.1):
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
struct TimeZoneRule: Sendable {
  /// The day of a year on which clocks change.
  private enum Day {
    /// Weekday (0 is Sunday) of a week (5 is the last) of a month.
    case weekday(month: Int, week: Int, day: Int)
    /// Day 1 to 365, never counting February 29.
    case julian(Int)
    /// Day 0 to 365.
    case ofYear(Int)
  }

  private struct Change {
    var day: Day
    /// Seconds after local midnight.
    var second: Int
  }

  private let standardOffset: Int
  private var summerOffset: Int?
  private var start: Change?
  private var end: Change?

  init?(_ text: String) {
    var reader = Reader(bytes: Array(text.utf8))
    guard reader.skipName(), let standard = reader.time() else { return nil }
    standardOffset = -standard
    guard reader.skipName() else { return }
    summerOffset = standardOffset + 3600
    if !reader.atComma, let summer = reader.time() { summerOffset = -summer }
    guard let start = reader.change(), let end = reader.change() else { return nil }
    self.start = start
    self.end = end
  }

  /// The offset without summer time. Java takes the smaller offset, even if a zone, such as
  /// Ireland's, has its standard time in summer.
  var offsetWithoutSummer: Int { min(standardOffset, summerOffset ?? standardOffset) }

  func offset(atEpochSecond second: Int) -> Int {
    guard let summerOffset, let start, let end else { return standardOffset }
    let day = (second + standardOffset).floored(dividingBy: CivilCalendar.secondsPerDay).quotient
    let year = CivilCalendar.date(dayNumber: day).year
    let begins = moment(start, year: year) - standardOffset
    let ends = moment(end, year: year) - summerOffset
    let isSummer =
      begins < ends
      ? second >= begins && second < ends : second >= begins || second < ends
    return isSummer ? summerOffset : standardOffset
  }

  /// A change as local seconds.
  private func moment(_ change: Change, year: Int) -> Int {
    let newYear = CivilCalendar.dayNumber(year: year, month: 1, day: 1)
    let day: Int
    switch change.day {
    case .julian(let number):
      day = newYear + number - 1 + (CivilCalendar.isLeap(year) && number >= 60 ? 1 : 0)
    case .ofYear(let number):
      day = newYear + number
    case .weekday(let month, let week, let weekday):
      let first = CivilCalendar.dayNumber(year: year, month: month, day: 1)
      let firstWeekday = CivilCalendar.weekday(dayNumber: first) % 7
      var date = 1 + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if date > CivilCalendar.daysInMonth(month, of: year) { date -= 7 }
      day = first + date - 1
    }
    return day * CivilCalendar.secondsPerDay + change.second
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    private var current: UInt8 { index < bytes.count ? bytes[index] : 0 }
    var atComma: Bool { current == UInt8(ascii: ",") }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard current == UInt8(ascii: character) else { return false }
      index += 1
      return true
    }

    mutating func skipName() -> Bool {
      let start = index
      if take("<") {
        while index < bytes.count, !take(">") { index += 1 }
      } else {
        while current.isLetter { index += 1 }
      }
      return index > start
    }

    mutating func integer() -> Int? {
      let start = index
      var value = 0
      while current.isDigit, index - start < 4 {
        value = value * 10 + Int(current - UInt8(ascii: "0"))
        index += 1
      }
      return index > start ? value : nil
    }

    /// `[-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
      let negative = take("-")
      if !negative { _ = take("+") }
      guard let hours = integer() else { return nil }
      var seconds = hours * 3600
      if take(":") {
        guard let minutes = integer() else { return nil }
        seconds += minutes * 60
        if take(":") {
          guard let rest = integer() else { return nil }
          seconds += rest
        }
      }
      return negative ? -seconds : seconds
    }

    mutating func change() -> Change? {
      guard take(",") else { return nil }
      let day: Day
      if take("M") {
        guard let month = integer(), take("."), let week = integer(), take("."),
          let weekday = integer(), 1...12 ~= month, 1...5 ~= week, 0...6 ~= weekday
        else { return nil }
        day = .weekday(month: month, week: week, day: weekday)
      } else if take("J") {
        guard let number = integer() else { return nil }
        day = .julian(number)
      } else {
        guard let number = integer() else { return nil }
        day = .ofYear(number)
      }
      var second = 7200
      if take("/") {
        guard let time = time() else { return nil }
        second = time
      }
      return Change(day: day, second: second)
    }
  }
}
