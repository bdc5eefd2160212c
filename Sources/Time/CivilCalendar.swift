/// The proleptic Gregorian calendar with an astronomical year zero (ISO 8601), by day numbers from
/// 1970-01-01.
package enum CivilCalendar {
  /// The names of the months, January first.
  package static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// The names of the days of the week, Monday first.
  package static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  package static let secondsPerDay = 86_400

  package static func isLeap(_ year: Int) -> Bool {
    year & 3 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  package static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day number. A year begins in March, so that the leap day is its last.
  package static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let (era, yearOfEra) = (month <= 2 ? year - 1 : year).floored(dividingBy: 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  package static func date(dayNumber: Int) -> CivilDate {
    let (era, dayOfEra) = (dayNumber + 719_468).floored(dividingBy: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return CivilDate(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: day)
  }

  /// 1 for Monday to 7 for Sunday; day 0 was a Thursday.
  package static func weekday(dayNumber: Int) -> Int {
    (dayNumber + 3).floored(dividingBy: 7).remainder + 1
  }

  /// The ISO 8601 week number: week 1 contains the year's first Thursday.
  package static func week(dayNumber: Int) -> Int {
    let thursday = dayNumber - weekday(dayNumber: dayNumber) + 4
    let newYear = Self.dayNumber(year: date(dayNumber: thursday).year, month: 1, day: 1)
    return (thursday - newYear) / 7 + 1
  }
}

extension FixedWidthInteger {
  /// Division by a positive number that rounds down, so the remainder is never negative.
  @inlinable
  package func floored(dividingBy divisor: Self) -> (quotient: Self, remainder: Self) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
