import Time

extension FEELBuiltins {
  /// The calendar functions; functions that construct dates are conversions.
  static let temporal: [FEELBuiltin] = [
    FEELBuiltin("now", since: "DMN 1.3", pure: false, []) { .dateTime($0.run.environment.now()) },
    FEELBuiltin("today", since: "DMN 1.3", pure: false, []) {
      .date($0.run.environment.now().date)
    },
    calendar("day of year") { .number(Decimal128($0.dayOfYear)) },
    calendar("day of week") { .string(CivilCalendar.weekdays[$0.weekday - 1]) },
    calendar("month of year") { .string(CivilCalendar.months[$0.month - 1]) },
    calendar("week of year") { .number(Decimal128($0.weekOfYear)) },
    FEELBuiltin(
      "last day of month", since: "8.2", only: .camunda,
      [.required("date", kind: .dates)]
    ) { call in
      guard let date = call.date(0),
        let last = FEELDate(
          year: date.year, month: date.month,
          day: CivilCalendar.daysInMonth(date.month, of: date.year))
      else { return .null }
      return .date(last)
    },
  ]

  private static func calendar(
    _ name: String, _ body: @escaping @Sendable (FEELDate) -> FEELValue
  ) -> FEELBuiltin {
    FEELBuiltin(name, since: "DMN 1.3", [.required("date", kind: .dates)]) { call in
      call.date(0).map(body) ?? .null
    }
  }
}
