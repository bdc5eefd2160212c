/// A duration of calendar months and exact time, which ISO 8601 allows in one text.
package struct CalendarDuration: Sendable, Equatable {
  package var months: Int
  package var milliseconds: Int64

  package init(months: Int = 0, milliseconds: Int64 = 0) {
    self.months = months
    self.milliseconds = milliseconds
  }

  /// Parses `P1Y2M3W4DT5H6M7.5S`, with a sign before it or before a number, in either case.
  package init?(text: String) {
    var (months, milliseconds) = (0, Int64(0))
    var scanner = ISOScanner(text)
    let sign = scanner.duration(.engine) { amount in
      guard let length = amount.unit.milliseconds else {
        guard abs(amount.value) < 1e6 else { return false }
        months += Int(amount.value) * (amount.unit == .years ? 12 : 1)
        return true
      }
      let exact = amount.value * Double(length)
      guard abs(exact) < 1e17 else { return false }
      milliseconds += Int64(exact.rounded())
      return true
    }
    guard let sign else { return nil }
    self.init(months: months * sign, milliseconds: milliseconds * Int64(sign))
  }

  /// The instant this much later, in milliseconds since 1970. Months are calendar months in UTC; a
  /// day that a month does not have becomes its last day.
  package func added(to milliseconds: Int64) -> Int64 {
    var start = milliseconds
    if months != 0 {
      let (day, timeOfDay) = milliseconds.floored(dividingBy: Self.millisecondsPerDay)
      let date = CivilCalendar.date(dayNumber: Int(day)).adding(months: months)
      // About the range of milliseconds.
      guard let date, date.year.magnitude < 200_000_000 else { return months < 0 ? .min : .max }
      start = Int64(date.dayNumber) * Self.millisecondsPerDay + timeOfDay
    }
    let (sum, overflow) = start.addingReportingOverflow(self.milliseconds)
    return overflow ? (self.milliseconds < 0 ? .min : .max) : sum
  }

  private static let millisecondsPerDay: Int64 = 86_400_000
}
