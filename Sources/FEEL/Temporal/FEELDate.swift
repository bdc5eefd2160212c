import Time

/// A day in the proleptic Gregorian calendar, years -999,999,999 to 999,999,999.
public struct FEELDate: Sendable, Hashable {
  private let yearValue: Int32
  private let monthValue: UInt8
  private let dayValue: UInt8

  /// The year; 0 is 1 BC.
  public var year: Int { Int(yearValue) }
  /// The month, 1 to 12.
  public var month: Int { Int(monthValue) }
  /// The day of the month, from 1.
  public var day: Int { Int(dayValue) }

  /// The day; nil if it is not in the calendar.
  public init?(year: Int, month: Int, day: Int) {
    guard FEELDate.years.contains(year), CivilDate(year: year, month: month, day: day).exists
    else { return nil }
    yearValue = Int32(year)
    monthValue = UInt8(month)
    dayValue = UInt8(day)
  }

  private static let years = -999_999_999...999_999_999

  /// 1970-01-01
  static let epoch = FEELDate()

  private init() { (yearValue, monthValue, dayValue) = (1970, 1, 1) }

  private init?(_ date: CivilDate) {
    self.init(year: date.year, month: date.month, day: date.day)
  }

  /// The day from its number since 1970-01-01; nil outside the supported years.
  init?(dayNumber: Int) {
    guard dayNumber.magnitude < 400_000_000_000 else { return nil }
    self.init(CivilCalendar.date(dayNumber: dayNumber))
  }

  private var civil: CivilDate { CivilDate(year: year, month: month, day: day) }

  var dayNumber: Int { civil.dayNumber }
  var weekday: Int { CivilCalendar.weekday(dayNumber: dayNumber) }
  var dayOfYear: Int { dayNumber - CivilCalendar.dayNumber(year: year, month: 1, day: 1) + 1 }

  /// The ISO 8601 week.
  var weekOfYear: Int { CivilCalendar.week(dayNumber: dayNumber) }

  /// The same day some months later, or the month's last day if it is shorter.
  func adding(months: Int) -> FEELDate? {
    civil.adding(months: months).flatMap { FEELDate($0) }
  }

  /// Whole months from this day to another; a month counts once its day is reached.
  func months(to other: FEELDate) -> Int {
    let difference = (other.year - year) * 12 + other.month - month
    if difference > 0 && other.day < day { return difference - 1 }
    if difference < 0 && other.day > day { return difference + 1 }
    return difference
  }
}

extension FEELDate: Comparable {
  /// Orders chronologically.
  public static func < (left: FEELDate, right: FEELDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension FEELDate: CustomStringConvertible {
  /// ISO 8601: `2026-01-31`; years have at least four digits.
  public var description: String { civil.isoText }
}
