/// A day of the proleptic Gregorian calendar, years -999,999,999 to 999,999,999.
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

  /// The day; nil when the calendar does not have it.
  public init?(year: Int, month: Int, day: Int) {
    guard Calendar.years.contains(year), 1...12 ~= month, day >= 1,
      day <= 28 || day <= Calendar.daysInMonth(month, of: year)
    else { return nil }
    yearValue = Int32(year)
    monthValue = UInt8(month)
    dayValue = UInt8(day)
  }

  /// 1970-01-01
  static let epoch = FEELDate()

  private init() { (yearValue, monthValue, dayValue) = (1970, 1, 1) }

  /// The day by its number from 1970-01-01; nil beyond the calendar's years.
  init?(dayNumber: Int) {
    guard dayNumber.magnitude < 400_000_000_000 else { return nil }
    let (year, month, day) = Calendar.date(dayNumber: dayNumber)
    self.init(year: year, month: month, day: day)
  }

  var dayNumber: Int { Calendar.dayNumber(year: year, month: month, day: day) }
  var weekday: Int { Calendar.weekday(dayNumber: dayNumber) }
  var dayOfYear: Int { dayNumber - Calendar.dayNumber(year: year, month: 1, day: 1) + 1 }

  /// The ISO 8601 week: week 1 holds the year's first Thursday.
  var weekOfYear: Int {
    let thursday = dayNumber - weekday + 4
    let year = Calendar.date(dayNumber: thursday).year
    return (thursday - Calendar.dayNumber(year: year, month: 1, day: 1)) / 7 + 1
  }

  /// The same day some months later, or the month's last where it has no such day.
  func adding(months: Int) -> FEELDate? {
    let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow else { return nil }
    let newYear = Calendar.floorDivide(total, 12)
    let newMonth = Calendar.floorModulo(total, 12) + 1
    guard Calendar.years.contains(newYear) else { return nil }
    return FEELDate(
      year: newYear, month: newMonth,
      day: min(day, Calendar.daysInMonth(newMonth, of: newYear)))
  }

  /// Whole months from this day to another; a month counts when its day is reached.
  func months(to other: FEELDate) -> Int {
    let difference = (other.year - year) * 12 + other.month - month
    if difference > 0 && other.day < day { return difference - 1 }
    if difference < 0 && other.day > day { return difference + 1 }
    return difference
  }
}

extension FEELDate: Comparable {
  /// An earlier day is less.
  public static func < (left: FEELDate, right: FEELDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension FEELDate: CustomStringConvertible {
  /// ISO 8601: `2026-01-31`; years have at least four digits.
  public var description: String {
    let digits = String(year.magnitude)
    let padding = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
    return "\(year < 0 ? "-" : "")\(padding)\(digits)-\(twoDigits(month))-\(twoDigits(day))"
  }
}

func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
