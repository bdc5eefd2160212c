// Temporal values in the text form of Java's classes, which Camunda stores and writes.

import Time

extension FEELDateTime {
  /// ISO 8601 with Java's form of a named zone: `2026-01-31T10:30:00+01:00[Europe/Berlin]`.
  var isoText: String {
    guard case .named(let zone) = zone else { return offsetText }
    return offsetText + "[\(zone.name)]"
  }

  /// ISO 8601 with only the offset.
  var offsetText: String { "\(date)T\(time.offsetText)" }
}

extension FEELTime {
  /// ISO 8601 with only the offset: `10:30:00+01:00` (java.time.OffsetTime).
  var offsetText: String { clock + (offset.map { FEELZone.offset($0).suffix } ?? "") }

  /// The time of day, without seconds if they are 0 (java.time.LocalTime).
  var javaText: String {
    let hasSeconds = nanosecondOfDay % (60 * FEELTime.nanosecondsPerSecond) != 0
    return hasSeconds ? clock : String(clock.dropLast(3))
  }
}

extension DaysTimeDuration {
  /// Hours, minutes and seconds, each with its sign: `PT26H3M4S`, `PT-5M` (java.time.Duration).
  var javaText: String {
    let parts = parts
    let sign = parts.isNegative ? "-" : ""
    let hours = parts.days * 24 + parts.hours
    var text = "PT"
    if hours > 0 { text += "\(sign)\(hours)H" }
    if parts.minutes > 0 { text += "\(sign)\(parts.minutes)M" }
    if parts.seconds > 0 || parts.nanosecond > 0 || text == "PT" {
      text += "\(sign)\(parts.seconds)\(ClockTime.fraction(parts.nanosecond))S"
    }
    return text
  }
}

extension YearsMonthsDuration {
  /// Years and months, each with its sign: `P-1Y-2M` (java.time.Period).
  var javaText: String {
    let (years, months) = months.quotientAndRemainder(dividingBy: 12)
    if years == 0, months == 0 { return "P0D" }
    return "P" + (years == 0 ? "" : "\(years)Y") + (months == 0 ? "" : "\(months)M")
  }
}
