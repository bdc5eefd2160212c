/// Properties after a `.`: entries of contexts, components of dates and durations, ends of ranges.
enum Properties {
  /// The names of a value's own properties; empty if it has none.
  static func names(of value: FEELValue, _ dialect: FEELDialect) -> [String] {
    switch value {
    case .date: ["year", "month", "day", "weekday"]
    case .time: ["hour", "minute", "second", "time offset", "timezone"]
    case .dateTime:
      [
        "year", "month", "day", "weekday", "hour", "minute", "second", "time offset", "timezone",
      ]
    case .daysTimeDuration: ["days", "hours", "minutes", "seconds"]
    case .yearsMonthsDuration: ["years", "months"]
    case .range where dialect == .dmn: ["start", "end", "start included", "end included"]
    default: []
    }
  }

  /// A property's value; nil if the value has no such property.
  static func property(
    _ name: String, of value: FEELValue, _ dialect: FEELDialect
  ) -> FEELValue? {
    switch value {
    case .date(let date): property(name, of: date)
    case .time(let time): property(name, of: time, offset: time.offset)
    case .dateTime(let value):
      property(name, of: value.date) ?? property(name, of: value.time, offset: value.offset)
    case .daysTimeDuration(let duration): property(name, of: duration, dialect)
    case .yearsMonthsDuration(let duration):
      switch name {
      case "years": number(duration.months / 12)
      case "months": number(duration.months % 12)
      default: nil
      }
    case .range(let range) where dialect == .dmn: property(name, of: range)
    default: nil
    }
  }

  private static func number(_ value: Int) -> FEELValue { .number(Decimal128(value)) }

  private static func property(_ name: String, of date: FEELDate) -> FEELValue? {
    switch name {
    case "year": number(date.year)
    case "month": number(date.month)
    case "day": number(date.day)
    case "weekday": number(date.weekday)
    default: nil
    }
  }

  private static func property(
    _ name: String, of time: FEELTime, offset: Int?
  ) -> FEELValue? {
    switch name {
    case "hour": return number(time.hour)
    case "minute": return number(time.minute)
    case "second": return number(time.second)
    case "time offset":
      return offset.map { .daysTimeDuration(DaysTimeDuration(seconds: $0)) } ?? .null
    case "timezone":
      if case .named(let zone) = time.zone { return .string(zone.name) }
      return .null
    default: return nil
    }
  }

  private static func property(
    _ name: String, of duration: DaysTimeDuration, _ dialect: FEELDialect
  ) -> FEELValue? {
    let parts = duration.parts
    let sign = parts.isNegative ? -1 : 1
    switch name {
    case "days": return number(sign * parts.days)
    case "hours": return number(sign * parts.hours)
    case "minutes": return number(sign * parts.minutes)
    case "seconds" where dialect == .camunda: return number(sign * parts.seconds)
    case "seconds":
      let whole = Int128(parts.seconds) * Int128(FEELTime.nanosecondsPerSecond)
      let nanoseconds = Decimal128((whole + Int128(parts.nanosecond)) * Int128(sign))
      return (nanoseconds / Decimal128(FEELTime.nanosecondsPerSecond)).map { .number($0) }
    default: return nil
    }
  }

  private static func property(_ name: String, of range: FEELRange) -> FEELValue? {
    switch name {
    case "start": range.lower ?? .null
    case "end": range.upper ?? .null
    case "start included": .boolean(range.includesLower)
    case "end included": .boolean(range.includesUpper)
    default: nil
    }
  }
}
