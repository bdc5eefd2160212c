/// A cron expression in Camunda's timers: second, minute, hour, day of month, month, day of week,
/// or a macro such as `@daily`.
///
/// A field is `*`, a value, a range, each optionally with a step (`*/10`, `8-18/2`), or a list of
/// these. Months and days of the week also have names. Days of the month can be counted from the
/// end (`L`, `L-3`) or moved to a working day (`15W`, `LW`); days of the week can be the nth or the
/// last of a month (`MON#2`, `FRIL`). `?` means any day.
package struct CronExpression: Sendable, Hashable {
  /// The matching seconds, as bits 0 to 59.
  package private(set) var seconds: UInt64 = 0
  /// The matching minutes, as bits 0 to 59.
  package private(set) var minutes: UInt64 = 0
  /// The matching hours, as bits 0 to 23.
  package private(set) var hours: UInt64 = 0
  /// The matching days of the month, as bits 1 to 31.
  package private(set) var daysOfMonth: UInt64 = 0
  /// The matching months, as bits 1 to 12.
  package private(set) var months: UInt64 = 0
  /// The matching days of the week; bit 0 is Sunday.
  package private(set) var daysOfWeek: UInt64 = 0
  /// The expression as it was written.
  package let text: String
  /// Days that bits cannot express; a day of the month or of the week matches if a rule or its bit
  /// does.
  package private(set) var dayRules: [DayRule] = []

  /// A day that depends on the month.
  package enum DayRule: Sendable, Hashable {
    /// This many days before the last day of the month.
    case beforeEnd(Int)
    /// The last working day of the month.
    case lastWorkingDay
    /// The working day nearest to this day of the month.
    case workingDay(nearest: Int)
    /// The nth occurrence of this day of the week in the month.
    case weekday(Int, nth: Int)
    /// The last occurrence of this day of the week in the month.
    case lastWeekday(Int)
  }

  /// Parses a cron expression; nil if the text is not one.
  package init?(_ text: String) {
    self.text = text
    let text = Self.macros[text] ?? text
    let fields = text.split(whereSeparator: \.isWhitespace)
    guard fields.count == 6,
      let seconds = Self.values(fields[0], 0...59), let minutes = Self.values(fields[1], 0...59),
      let hours = Self.values(fields[2], 0...23),
      let months = Self.values(fields[4], 1...12, names: Self.monthNames)
    else { return nil }
    (self.seconds, self.minutes, self.hours, self.months) = (seconds, minutes, hours, months)
    guard readDaysOfMonth(fields[3]), readDaysOfWeek(fields[5]) else { return nil }
  }

  private static let macros = [
    "@yearly": "0 0 0 1 1 *", "@annually": "0 0 0 1 1 *", "@monthly": "0 0 0 1 * *",
    "@weekly": "0 0 0 * * 0", "@daily": "0 0 0 * * *", "@midnight": "0 0 0 * * *",
    "@hourly": "0 0 * * * *",
  ]
  private static let monthNames = [""] + CivilCalendar.months.map { $0.prefix(3).uppercased() }
  /// Sunday first.
  private static let weekdayNames =
    ["SUN"]
    + CivilCalendar.weekdays.dropLast().map { $0.prefix(3).uppercased() }

  // MARK: Days

  private mutating func readDaysOfMonth(_ field: Substring) -> Bool {
    for part in Self.parts(field == "?" ? "*" : field) {
      if let rule = Self.dayOfMonthRule(part.uppercased()) {
        dayRules.append(rule)
      } else if let days = Self.value(part, 1...31, []) {
        daysOfMonth |= days
      } else {
        return false
      }
    }
    return true
  }

  private static func dayOfMonthRule(_ part: String) -> DayRule? {
    if part == "L" { return .beforeEnd(0) }
    if part == "LW" { return .lastWorkingDay }
    if part.hasPrefix("L-") { return number(part.dropFirst(2), 1...30).map { .beforeEnd($0) } }
    guard part.hasSuffix("W") else { return nil }
    return number(part.dropLast(), 1...31).map { .workingDay(nearest: $0) }
  }

  private mutating func readDaysOfWeek(_ field: Substring) -> Bool {
    for part in Self.parts(field == "?" ? "*" : field) {
      if let rule = Self.dayOfWeekRule(part.uppercased()) {
        dayRules.append(rule)
      } else if let days = Self.value(part, 0...7, Self.weekdayNames) {
        // 0 and 7 are both Sunday.
        daysOfWeek |= days & 0x7F | days >> 7
      } else {
        return false
      }
    }
    return true
  }

  private static func dayOfWeekRule(_ part: String) -> DayRule? {
    if part.count > 1, part.hasSuffix("L") {
      return number(part.dropLast(), 0...7, weekdayNames).map { .lastWeekday($0 % 7) }
    }
    let sides = part.split(separator: "#", omittingEmptySubsequences: false)
    guard sides.count == 2, let day = number(sides[0], 0...7, weekdayNames),
      let nth = number(sides[1], 1...5)
    else { return nil }
    return .weekday(day % 7, nth: nth)
  }

  // MARK: Values

  private static func parts(_ field: Substring) -> [Substring] {
    field.split(separator: ",", omittingEmptySubsequences: false)
  }

  private static func values(
    _ field: Substring, _ allowed: ClosedRange<Int>, names: [String] = []
  ) -> UInt64? {
    var result: UInt64 = 0
    for part in parts(field) {
      guard let values = value(part, allowed, names) else { return nil }
      result |= values
    }
    return result
  }

  /// `*`, `5`, `5-10`, and these with a step.
  private static func value(
    _ part: Substring, _ allowed: ClosedRange<Int>, _ names: [String]
  ) -> UInt64? {
    let sides = part.split(separator: "/", omittingEmptySubsequences: false)
    guard 1...2 ~= sides.count, var range = range(sides[0], allowed, names) else { return nil }
    var step = 1
    if sides.count == 2 {
      guard let number = number(sides[1], 1...Int(Int32.max)) else { return nil }
      step = number
      // A single value with a step begins there and runs to the maximum.
      if range.count == 1 { range = range.lowerBound...allowed.upperBound }
    }
    return stride(from: range.lowerBound, through: range.upperBound, by: step)
      .reduce(0) { $0 | 1 << UInt64($1) }
  }

  private static func range(
    _ text: Substring, _ allowed: ClosedRange<Int>, _ names: [String]
  ) -> ClosedRange<Int>? {
    if text == "*" { return allowed }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard 1...2 ~= ends.count, let lower = number(ends[0], allowed, names) else { return nil }
    guard ends.count == 2 else { return lower...lower }
    guard var upper = number(ends[1], allowed, names) else { return nil }
    // A range of days of the week may end with Sunday as 7.
    if upper == 0, lower > 0, allowed.upperBound == 7 { upper = 7 }
    return lower <= upper ? lower...upper : nil
  }

  private static func number(
    _ text: Substring, _ allowed: ClosedRange<Int>, _ names: [String] = []
  ) -> Int? {
    if let index = names.firstIndex(of: text.uppercased()), !text.isEmpty { return index }
    guard 1...9 ~= text.utf8.count, text.allSatisfy({ ("0"..."9").contains($0) }),
      let value = Int(text), allowed.contains(value)
    else { return nil }
    return value
  }
}
