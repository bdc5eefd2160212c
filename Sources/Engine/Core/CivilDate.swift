/// A day of the Gregorian calendar, for adding months to an instant.
struct CivilDate {
  var year: Int64
  /// From 1.
  var month: Int64
  /// From 1.
  var day: Int64

  init(year: Int64, month: Int64, day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date of a day counted from 1970-01-01. Years are counted from March here, so that the
  /// leap day comes last, in eras of 400 years.
  init(dayNumber: Int64) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var dayNumber: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private var daysInMonth: Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  func adding(months: Int) -> CivilDate {
    let total = year * 12 + month - 1 + Int64(months)
    let newYear = total >= 0 ? total / 12 : (total - 11) / 12
    var date = CivilDate(year: newYear, month: total - newYear * 12 + 1, day: 1)
    date.day = min(day, date.daysInMonth)
    return date
  }
}

/// Instants as ISO 8601 text.
enum ISOInstant {
  static let millisecondsPerDay: Int64 = 86_400_000

  /// Day number and time of day, both in UTC.
  static func split(_ milliseconds: Int64) -> (day: Int64, timeOfDay: Int64) {
    let day =
      (milliseconds >= 0 ? milliseconds : milliseconds - millisecondsPerDay + 1)
      / millisecondsPerDay
    return (day, milliseconds - day * millisecondsPerDay)
  }

  /// Reads `2026-01-31T10:30:00.5+01:00`, or with `Z`; a zone name in brackets after the offset
  /// adds nothing. Nil for other text, one without an offset among it.
  static func milliseconds(_ text: String) -> Int64? {
    let pattern =
      /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)(?:\[[^\]]+\])?/
    guard let match = text.wholeMatch(of: pattern)?.output,
      let year = Int64(match.1), let month = Int64(match.2), let day = Int64(match.3),
      let hour = Int64(match.4), let minute = Int64(match.5), 1...12 ~= month, hour < 24,
      minute < 60
    else { return nil }
    let second = match.6.flatMap { Int64($0) } ?? 0
    let date = CivilDate(year: year, month: month, day: day)
    let read = CivilDate(dayNumber: date.dayNumber)
    guard second < 60, read.month == month, read.day == day else { return nil }
    let fraction = Int64((match.7.map(String.init) ?? "").padded(to: 3)) ?? 0
    var offset: Int64 = 0
    if match.8 != "Z", let hours = Int64(match.8.dropFirst().prefix(2)),
      let minutes = Int64(match.8.suffix(2))
    {
      offset = (hours * 60 + minutes) * (match.8.first == "-" ? -60000 : 60000)
    }
    let time = ((hour * 60 + minute) * 60 + second) * 1000 + fraction
    return date.dayNumber * millisecondsPerDay + time - offset
  }
}

extension String {
  /// The first digits, with zeros where there are fewer.
  fileprivate func padded(to count: Int) -> String {
    String((self + String(repeating: "0", count: count)).prefix(count))
  }
}
