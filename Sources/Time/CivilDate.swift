/// A date from its components, which need not be valid together.
package struct CivilDate: Sendable, Hashable {
  package var year: Int
  /// From 1.
  package var month: Int
  /// From 1.
  package var day: Int

  package init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  package var dayNumber: Int { CivilCalendar.dayNumber(year: year, month: month, day: day) }

  /// Whether the date exists in the calendar.
  package var exists: Bool {
    1...12 ~= month && day >= 1
      && (day <= 28 || day <= CivilCalendar.daysInMonth(month, of: year))
  }

  /// The same day some months later, or the month's last day if it is shorter; nil on overflow.
  package func adding(months: Int) -> CivilDate? {
    let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow else { return nil }
    let (newYear, newMonth) = total.floored(dividingBy: 12)
    return CivilDate(
      year: newYear, month: newMonth + 1,
      day: min(day, CivilCalendar.daysInMonth(newMonth + 1, of: newYear)))
  }

  /// ISO 8601: `2026-01-31`; years have at least four digits.
  package var isoText: String {
    let digits = String(year.magnitude)
    let padding = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
    return "\(year < 0 ? "-" : "")\(padding)\(digits)-\(month.twoDigits)-\(day.twoDigits)"
  }
}

extension Int {
  /// The number with at least two digits.
  package var twoDigits: String { 0..<10 ~= self ? "0\(self)" : String(self) }
}
