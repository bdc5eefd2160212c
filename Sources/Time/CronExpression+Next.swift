// The times that a cron expression matches.

extension CronExpression {
  /// The calendar repeats after this many months.
  private static let monthsOfCalendar = 400 * 12

  /// The first matching time after an instant, in UTC.
  ///
  /// The day of the month and the day of the week must both match, as in Spring.
  /// - Parameter milliseconds: the instant, and the result, in milliseconds since 1970.
  /// - Returns: nil if no time ever matches, such as June 31.
  package func next(after milliseconds: Int64) -> Int64? {
    let second = Int(milliseconds.floored(dividingBy: 1000).quotient) + 1
    let (today, time) = second.floored(dividingBy: CivilCalendar.secondsPerDay)
    if matches(CivilCalendar.date(dayNumber: today)), let time = self.time(from: time) {
      return Self.instant(today, time)
    }
    guard let first = self.time(from: 0) else { return nil }
    let tomorrow = CivilCalendar.date(dayNumber: today + 1)
    var month = CivilDate(year: tomorrow.year, month: tomorrow.month, day: 1)
    for _ in 0...Self.monthsOfCalendar {
      if months & 1 << UInt64(month.month) != 0 {
        let isCurrent = month.year == tomorrow.year && month.month == tomorrow.month
        for day in (isCurrent ? tomorrow.day : 1)...month.lastDay {
          let date = CivilDate(year: month.year, month: month.month, day: day)
          if matches(date) { return Self.instant(date.dayNumber, first) }
        }
      }
      guard let next = month.adding(months: 1) else { return nil }
      month = next
    }
    return nil
  }

  private static func instant(_ dayNumber: Int, _ second: Int) -> Int64 {
    Int64(dayNumber * CivilCalendar.secondsPerDay + second) * 1000
  }

  /// The first matching second of a day from a second on.
  private func time(from second: Int) -> Int? {
    let (hour, minute) = (second / 3600, second / 60 % 60)
    if hours & 1 << UInt64(hour) != 0 {
      if minutes & 1 << UInt64(minute) != 0, let found = seconds.firstBit(from: second % 60) {
        return hour * 3600 + minute * 60 + found
      }
      if let later = minutes.firstBit(from: minute + 1), let found = seconds.firstBit(from: 0) {
        return hour * 3600 + later * 60 + found
      }
    }
    guard let later = hours.firstBit(from: hour + 1), let minute = minutes.firstBit(from: 0),
      let found = seconds.firstBit(from: 0)
    else { return nil }
    return later * 3600 + minute * 60 + found
  }

  private func matches(_ date: CivilDate) -> Bool {
    guard months & 1 << UInt64(date.month) != 0 else { return false }
    // Sunday is 0.
    let weekday = CivilCalendar.weekday(dayNumber: date.dayNumber) % 7
    let matchesDay =
      daysOfMonth & 1 << UInt64(date.day) != 0
      || dayRules.contains { $0.isOfMonth && $0.matches(date, weekday) }
    let matchesWeekday =
      daysOfWeek & 1 << UInt64(weekday) != 0
      || dayRules.contains { !$0.isOfMonth && $0.matches(date, weekday) }
    return matchesDay && matchesWeekday
  }
}

extension CronExpression.DayRule {
  /// Whether the rule is one of the field for days of the month.
  fileprivate var isOfMonth: Bool {
    switch self {
    case .beforeEnd, .lastWorkingDay, .workingDay: true
    case .weekday, .lastWeekday: false
    }
  }

  /// - Parameter weekday: the date's day of the week; 0 is Sunday.
  fileprivate func matches(_ date: CivilDate, _ weekday: Int) -> Bool {
    let last = date.lastDay
    switch self {
    case .beforeEnd(let days): return date.day == last - days
    case .lastWorkingDay: return date.day == date.workingDay(nearest: last)
    case .workingDay(let day): return day <= last && date.day == date.workingDay(nearest: day)
    case .weekday(let wanted, let number):
      return weekday == wanted && (date.day - 1) / 7 == number - 1
    case .lastWeekday(let wanted): return weekday == wanted && date.day + 7 > last
    }
  }
}

extension CivilDate {
  /// The last day of the month.
  fileprivate var lastDay: Int { CivilCalendar.daysInMonth(month, of: year) }

  /// The working day nearest to a day of this month: Friday for Saturday, Monday for Sunday, but
  /// never in another month.
  fileprivate func workingDay(nearest day: Int) -> Int {
    let number = CivilDate(year: year, month: month, day: day).dayNumber
    switch CivilCalendar.weekday(dayNumber: number) {
    case 6: return day == 1 ? 3 : day - 1
    case 7: return day == lastDay ? day - 2 : day + 1
    default: return day
    }
  }
}

extension UInt64 {
  /// The lowest set bit at or after a position.
  fileprivate func firstBit(from position: Int) -> Int? {
    let rest = self >> UInt64(position)
    return rest == 0 ? nil : position + rest.trailingZeroBitCount
  }
}
