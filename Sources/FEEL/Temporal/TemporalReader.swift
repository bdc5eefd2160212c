/// Reads ISO 8601 texts of dates, times and durations (DMN 10.3.2.3; reference/feel.md 3b.16).
struct TemporalReader {
  /// Finds a zone of the tz database by name.
  typealias Zones = (String) -> FEELTimeZone?

  private let bytes: [UInt8]
  private var index = 0
  private let dialect: FEELDialect
  private let zones: Zones

  private init(_ text: String, _ dialect: FEELDialect, _ zones: @escaping Zones) {
    bytes = Array(text.utf8)
    self.dialect = dialect
    self.zones = zones
  }

  static func date(_ text: String) -> FEELDate? {
    var reader = TemporalReader(text, .dmn, { _ in nil })
    guard let date = reader.date(), reader.atEnd else { return nil }
    return date
  }

  static func time(_ text: String, _ dialect: FEELDialect, _ zones: @escaping Zones) -> FEELTime? {
    var reader = TemporalReader(text, dialect, zones)
    guard let (time, _, endsDay) = reader.time(), !endsDay, reader.atEnd else { return nil }
    return time
  }

  static func dateTime(
    _ text: String, _ dialect: FEELDialect, _ zones: @escaping Zones
  ) -> FEELDateTime? {
    var reader = TemporalReader(text, dialect, zones)
    guard let date = reader.date() else { return nil }
    guard reader.take("T") else {
      // A date alone is its midnight in Camunda.
      guard reader.atEnd, let midnight = FEELTime(hour: 0, minute: 0, second: 0) else {
        return nil
      }
      return FEELDateTime(date: date, time: midnight)
    }
    guard let (time, offset, endsDay) = reader.time(), reader.atEnd,
      let day = endsDay ? FEELDate(dayNumber: date.dayNumber + 1) : date
    else { return nil }
    let value = FEELDateTime(date: day, time: time)
    guard let offset, time.zone != .offset(offset) else { return value }
    // Where offset and zone contradict each other, the offset says which moment it is.
    return FEELDateTime(
      epochSecond: day.dayNumber * 86_400 + time.secondOfDay - offset,
      nanosecond: time.nanosecond, zone: time.zone)
  }

  /// Either duration; nil for a text that is neither.
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

  private var atEnd: Bool { index == bytes.count }
  private var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// As many digits as stand here, with their count; nil for none or more than fit.
  private mutating func digits() -> (value: Int, count: Int)? {
    let start = index
    var value = 0
    while case let digit = current &- UInt8(ascii: "0"), digit < 10 {
      guard index - start < 18 else { return nil }
      value = value * 10 + Int(digit)
      index += 1
    }
    return index > start ? (value, index - start) : nil
  }

  private mutating func twoDigits() -> Int? {
    guard let (value, count) = digits(), count == 2 else { return nil }
    return value
  }

  private mutating func date() -> FEELDate? {
    let negative = take("-")
    let first = current
    guard let (year, count) = digits(), 4...9 ~= count,
      count == 4 || first != UInt8(ascii: "0"),
      take("-"), let month = twoDigits(), take("-"), let day = twoDigits()
    else { return nil }
    return FEELDate(year: negative ? -year : year, month: month, day: day)
  }

  /// A time, the offset that its text says, and whether it is the midnight that ends a day,
  /// `24:00:00`.
  private mutating func time() -> (FEELTime, offset: Int?, endsDay: Bool)? {
    if dialect == .camunda, index == 0 { _ = take("T") }
    guard let hour = twoDigits(), take(":"), let minute = twoDigits() else { return nil }
    var second = 0
    var nanosecond = 0
    if take(":") {
      guard let value = twoDigits() else { return nil }
      second = value
      if take(".") {
        guard let (value, count) = digits(), count <= 9 else { return nil }
        nanosecond = value
        for _ in count..<9 { nanosecond *= 10 }
      }
    } else if dialect == .dmn {
      return nil
    }
    guard let (zone, offset) = zone() else { return nil }
    if hour == 24, minute == 0, second == 0, nanosecond == 0, dialect == .dmn {
      return (FEELTime(nanosecondOfDay: 0, zone: zone), offset, true)
    }
    return FEELTime(
      hour: hour, minute: minute, second: second, nanosecond: nanosecond, zone: zone,
      offset: offset
    ).map { ($0, offset, false) }
  }

  /// What follows a time: nothing, an offset, `@` and a zone, or in Camunda an offset and a zone in
  /// brackets.
  private mutating func zone() -> (FEELZone, offset: Int?)? {
    if atEnd { return (.local, nil) }
    if take("@") { return namedZone(endingAt: bytes.count).map { ($0, nil) } }
    guard let offset = offset() else { return nil }
    guard dialect == .camunda, take("[") else { return (.offset(offset), offset) }
    guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "]")),
      let zone = namedZone(endingAt: end), take("]")
    else { return nil }
    return (zone, offset)
  }

  private mutating func namedZone(endingAt end: Int) -> FEELZone? {
    let name = String(decoding: bytes[index..<end], as: UTF8.self)
    index = end
    return dialect == .camunda
      ? FEELZone(javaID: name, zones) : zones(name).map { .named($0) }
  }

  /// `Z`, `+hh:mm` or `+hh:mm:ss` in seconds.
  private mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let negative = take("-")
    guard negative || take("+"), let hours = twoDigits(), take(":"), let minutes = twoDigits()
    else { return nil }
    var seconds = hours * 3600 + minutes * 60
    if take(":") {
      guard let rest = twoDigits(), rest < 60 else { return nil }
      seconds += rest
    }
    guard minutes < 60, seconds <= 18 * 3600 else { return nil }
    return negative ? -seconds : seconds
  }

  private mutating func signOfPart() -> Int {
    guard dialect == .camunda else { return 1 }
    if take("-") { return -1 }
    _ = take("+")
    return 1
  }

  private mutating func duration() -> FEELValue? {
    let negative = take("-")
    guard take("P"), !atEnd else { return nil }
    var months = 0
    var hasMonths = false
    var nanoseconds: Int128 = 0
    var hasTime = false
    var inTime = false
    var lastUnit = -1
    let perSecond = Int128(FEELTime.nanosecondsPerSecond)
    while !atEnd {
      if take("T") {
        guard !inTime, !atEnd else { return nil }
        inTime = true
      }
      // Java lets each part have its sign, and the seconds a comma.
      let sign = signOfPart()
      guard let (magnitude, count) = digits(), count <= 15 else { return nil }
      let value = sign * magnitude
      if take(".") || (dialect == .camunda && take(",")) {
        // There may be no digits behind the point.
        let (value, count) = digits() ?? (0, 0)
        guard count <= 9, inTime, current == UInt8(ascii: "S") else { return nil }
        var part = sign * value
        for _ in count..<9 { part *= 10 }
        nanoseconds += Int128(part)
      }
      let unit = current
      index += 1
      let order: Int
      switch (inTime, Unicode.Scalar(unit)) {
      case (false, "Y"): (order, months, hasMonths) = (0, months + value * 12, true)
      case (false, "M"): (order, months, hasMonths) = (1, months + value, true)
      case (false, "D"):
        (order, hasTime) = (2, true)
        nanoseconds += Int128(value) * 86_400 * perSecond
      case (true, "H"):
        (order, hasTime) = (3, true)
        nanoseconds += Int128(value) * 3600 * perSecond
      case (true, "M"):
        (order, hasTime) = (4, true)
        nanoseconds += Int128(value) * 60 * perSecond
      case (true, "S"):
        (order, hasTime) = (5, true)
        nanoseconds += Int128(value) * perSecond
      default: return nil
      }
      guard order > lastUnit else { return nil }
      lastUnit = order
    }
    if hasMonths {
      return hasTime ? nil : .yearsMonthsDuration(.init(months: negative ? -months : months))
    }
    return DaysTimeDuration(nanoseconds: negative ? -nanoseconds : nanoseconds)
      .map { .daysTimeDuration($0) }
  }
}
