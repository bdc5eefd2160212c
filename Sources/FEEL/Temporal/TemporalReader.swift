import Time

/// Parses ISO 8601 dates, times and durations as FEEL values (DMN 1.5, 10.3.2.3).
struct TemporalReader {
  /// Finds a zone of the tz database by name.
  typealias Zones = (String) -> FEELTimeZone?

  private var scanner: ISOScanner
  private let profile: ISOProfile
  private let dialect: FEELDialect
  private let zones: Zones

  private init(_ text: String, _ dialect: FEELDialect, _ zones: @escaping Zones) {
    scanner = ISOScanner(text)
    profile = dialect == .camunda ? .camundaFEEL : .dmn
    self.dialect = dialect
    self.zones = zones
  }

  static func date(_ text: String) -> FEELDate? {
    var reader = TemporalReader(text, .dmn, { _ in nil })
    guard let date = reader.date(), reader.scanner.isAtEnd else { return nil }
    return date
  }

  static func time(_ text: String, _ dialect: FEELDialect, _ zones: @escaping Zones) -> FEELTime? {
    var reader = TemporalReader(text, dialect, zones)
    guard let (time, _, endsDay) = reader.time(), !endsDay, reader.scanner.isAtEnd else {
      return nil
    }
    return time
  }

  static func dateTime(
    _ text: String, _ dialect: FEELDialect, _ zones: @escaping Zones
  ) -> FEELDateTime? {
    var reader = TemporalReader(text, dialect, zones)
    guard let date = reader.date() else { return nil }
    guard reader.scanner.take("T") else {
      // In Camunda, a date alone is midnight of the day.
      guard reader.scanner.isAtEnd, let midnight = FEELTime(hour: 0, minute: 0, second: 0) else {
        return nil
      }
      return FEELDateTime(date: date, time: midnight)
    }
    guard let (time, offset, endsDay) = reader.time(), reader.scanner.isAtEnd,
      let day = endsDay ? FEELDate(dayNumber: date.dayNumber + 1) : date
    else { return nil }
    let value = FEELDateTime(date: day, time: time)
    guard let offset, time.zone != .offset(offset) else { return value }
    // If offset and zone contradict each other, the offset determines the instant.
    return FEELDateTime(
      epochSecond: day.dayNumber * CivilCalendar.secondsPerDay + time.secondOfDay - offset,
      nanosecond: time.nanosecond, zone: time.zone)
  }

  /// Either kind of duration; nil if the text is neither.
  static func duration(_ text: String, _ dialect: FEELDialect) -> FEELValue? {
    var reader = TemporalReader(text, dialect, { _ in nil })
    return reader.duration()
  }

  /// The value of an at-literal: a date, time, date and time or duration.
  static func any(_ text: String, _ dialect: FEELDialect, _ zones: @escaping Zones) -> FEELValue? {
    let first = text.utf8.first ?? 0
    if first == UInt8(ascii: "P") || text.hasPrefix("-P") { return duration(text, dialect) }
    if text.utf8.contains(UInt8(ascii: "T")), let value = dateTime(text, dialect, zones) {
      return .dateTime(value)
    }
    if let value = date(text) { return .date(value) }
    if let value = time(text, dialect, zones) { return .time(value) }
    return nil
  }

  private mutating func date() -> FEELDate? {
    scanner.date(profile).flatMap { FEELDate(year: $0.year, month: $0.month, day: $0.day) }
  }

  /// A time, the offset in its text, and whether it is the midnight at the end of a day,
  /// `24:00:00`.
  private mutating func time() -> (FEELTime, offset: Int?, endsDay: Bool)? {
    if dialect == .camunda, scanner.index == 0 { _ = scanner.take("T") }
    guard let clock = scanner.clock(profile), let (zone, offset) = zone() else { return nil }
    if clock.hour == 24 { return (FEELTime(nanosecondOfDay: 0, zone: zone), offset, true) }
    return FEELTime(
      hour: clock.hour, minute: clock.minute, second: clock.second, nanosecond: clock.nanosecond,
      zone: zone, offset: offset
    ).map { ($0, offset, false) }
  }

  /// The zone after a time: nothing, an offset, `@` and a zone name, or in Camunda an offset and a
  /// zone name in brackets.
  private mutating func zone() -> (FEELZone, offset: Int?)? {
    if scanner.isAtEnd { return (.local, nil) }
    if scanner.take("@") { return namedZone(endingAt: scanner.bytes.count).map { ($0, nil) } }
    guard let offset = scanner.offset(profile), offset.magnitude <= 18 * 3600 else { return nil }
    guard dialect == .camunda, scanner.take("[") else { return (.offset(offset), offset) }
    guard let end = scanner.bytes[scanner.index...].firstIndex(of: UInt8(ascii: "]")),
      let zone = namedZone(endingAt: end), scanner.take("]")
    else { return nil }
    return (zone, offset)
  }

  private mutating func namedZone(endingAt end: Int) -> FEELZone? {
    let name = String(decoding: scanner.bytes[scanner.index..<end], as: UTF8.self)
    scanner.index = end
    return dialect == .camunda
      ? FEELZone(javaID: name, zones) : zones(name).map { .named($0) }
  }

  private mutating func duration() -> FEELValue? {
    var months: Int?
    var nanoseconds: Int128?
    let sign = scanner.duration(dialect == .camunda ? .camundaFEEL : .dmn) { amount in
      let value = amount.isNegative ? -amount.whole : amount.whole
      guard let length = amount.unit.milliseconds else {
        months = (months ?? 0) + value * (amount.unit == .years ? 12 : 1)
        return true
      }
      let fraction = amount.isNegative ? -amount.nanoseconds : amount.nanoseconds
      nanoseconds =
        (nanoseconds ?? 0) + Int128(value) * Int128(length) * 1_000_000 + Int128(fraction)
      return true
    }
    guard let sign else { return nil }
    switch (months, nanoseconds) {
    case (let months?, nil): return .yearsMonthsDuration(.init(months: sign * months))
    case (nil, let nanoseconds?):
      return DaysTimeDuration(nanoseconds: Int128(sign) * nanoseconds)
        .map { .daysTimeDuration($0) }
    default: return nil
    }
  }
}
