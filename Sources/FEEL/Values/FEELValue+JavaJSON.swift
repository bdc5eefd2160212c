import JSON

extension FEELValue {
  /// The value as Camunda's `to json` writes it: temporal values as Java prints them, functions left
  /// out of contexts.
  var javaJSON: JSONValue {
    switch self {
    case .list(let items): .array(items.map(\.javaJSON))
    case .context(let context):
      .object(
        JSONObject(
          context.compactMap { entry in
            if case .function = entry.value { return nil }
            return (entry.key, entry.value.javaJSON)
          }))
    case .time(let value): .string(value.clock + value.zone.javaSuffix(value.offset))
    case .dateTime(let value): .string(value.isoText)
    case .daysTimeDuration(let value): .string(value.javaText)
    case .yearsMonthsDuration(let value): .string(value.javaText)
    case .number(let value): .number(value.description)
    case .function, .range: .string(text(.camunda))
    case .null, .boolean, .string, .date: json
    }
  }
}

extension FEELDateTime {
  /// ISO 8601 with Java's form of a named zone: `2026-01-31T10:30:00+01:00[Europe/Berlin]`.
  var isoText: String { "\(date)T\(time.clock)" + zone.javaSuffix(offset) }
}

extension FEELTime {
  /// The time of day without seconds where they are 0 (java.time.LocalTime).
  var javaText: String {
    let hasSeconds = nanosecondOfDay % (60 * FEELTime.nanosecondsPerSecond) != 0
    return hasSeconds ? clock : String(clock.dropLast(3))
  }
}

extension FEELZone {
  /// `+02:00[Europe/Berlin]` behind the time of a named zone.
  fileprivate func javaSuffix(_ offset: Int?) -> String {
    guard case .named(let zone) = self, let offset else { return suffix }
    return FEELZone.offset(offset).suffix + "[\(zone.name)]"
  }
}

extension DaysTimeDuration {
  /// Hours, minutes and seconds, each with its sign: `PT26H3M4S`, `PT-5M` (java.time.Duration).
  fileprivate var javaText: String {
    let parts = parts
    let sign = parts.isNegative ? "-" : ""
    let hours = parts.days * 24 + parts.hours
    var text = "PT"
    if hours > 0 { text += "\(sign)\(hours)H" }
    if parts.minutes > 0 { text += "\(sign)\(parts.minutes)M" }
    if parts.seconds > 0 || parts.nanosecond > 0 || text == "PT" {
      text += "\(sign)\(parts.seconds)\(fraction(parts.nanosecond))S"
    }
    return text
  }
}

extension YearsMonthsDuration {
  /// Years and months, each with its sign: `P-1Y-2M` (java.time.Period).
  fileprivate var javaText: String {
    let (years, months) = months.quotientAndRemainder(dividingBy: 12)
    if years == 0, months == 0 { return "P0D" }
    return "P" + (years == 0 ? "" : "\(years)Y") + (months == 0 ? "" : "\(months)M")
  }
}
