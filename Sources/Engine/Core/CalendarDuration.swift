import FEEL

/// A duration of calendar months and of exact time, as ISO 8601 writes both in one.
struct CalendarDuration: Sendable, Equatable {
  var months = 0
  var milliseconds: Int64 = 0

  init(months: Int = 0, milliseconds: Int64 = 0) {
    self.months = months
    self.milliseconds = milliseconds
  }

  var isPositive: Bool { months >= 0 && milliseconds >= 0 && (months > 0 || milliseconds > 0) }

  /// A duration of FEEL, or the text of one.
  init?(_ value: FEELValue) {
    self.init()
    switch value {
    case .daysTimeDuration(let duration):
      milliseconds = Int64(clamping: duration.nanoseconds / 1_000_000)
    case .yearsMonthsDuration(let duration): months = duration.months
    case .string(let text):
      guard let duration = CalendarDuration(text: text) else { return nil }
      self = duration
    default: return nil
    }
  }

  /// Reads `P1Y2M3W4DT5H6M7.5S`, with a sign before it or before a number, in letters of either case.
  init?(text: String) {
    var rest = Substring(text.uppercased())
    var sign = 1
    if rest.first == "-" || rest.first == "+" { sign = rest.removeFirst() == "-" ? -1 : 1 }
    guard rest.popFirst() == "P" else { return nil }
    var units: [(Character, Unit)] = Self.dateUnits
    var sawNumber = false
    while let character = rest.first {
      if character == "T" {
        guard units.first?.1 != .hours, rest.dropFirst().first != nil else { return nil }
        rest.removeFirst()
        units = Self.timeUnits
        continue
      }
      let number = rest.prefix { "+-.".contains($0) || ("0"..."9").contains($0) }
      rest = rest.dropFirst(number.count)
      guard let value = Double(number), number.first != ".", number.last != ".",
        let designator = rest.popFirst(),
        let place = units.firstIndex(where: { $0.0 == designator }),
        units[place].1 == .seconds || !number.contains(".")
      else { return nil }
      switch units[place].1 {
      case .years, .months:
        guard abs(value) < 1e6 else { return nil }
        months += Int(value) * (units[place].1 == .years ? 12 : 1)
      default:
        let amount = value * units[place].1.milliseconds
        guard abs(amount) < 1e17 else { return nil }
        milliseconds += Int64(amount.rounded())
      }
      units.removeFirst(place + 1)
      sawNumber = true
    }
    guard sawNumber else { return nil }
    months *= sign
    milliseconds *= Int64(sign)
  }

  private enum Unit {
    case years, months, weeks, days, hours, minutes, seconds

    var milliseconds: Double {
      switch self {
      case .years, .months: 0
      case .weeks: 604_800_000
      case .days: 86_400_000
      case .hours: 3_600_000
      case .minutes: 60000
      case .seconds: 1000
      }
    }
  }

  private static let dateUnits: [(Character, Unit)] = [
    ("Y", .years), ("M", .months), ("W", .weeks), ("D", .days),
  ]
  private static let timeUnits: [(Character, Unit)] = [
    ("H", .hours), ("M", .minutes), ("S", .seconds),
  ]

  /// The instant this much later. Months are those of the calendar in UTC; the last day of a month
  /// stands in for days that it does not have.
  func added(to milliseconds: Int64) -> Int64 {
    var start = milliseconds
    if months != 0 {
      let (day, timeOfDay) = ISOInstant.split(milliseconds)
      let date = CivilDate(dayNumber: day).adding(months: months)
      start = date.dayNumber * ISOInstant.millisecondsPerDay + timeOfDay
    }
    let (sum, overflow) = start.addingReportingOverflow(self.milliseconds)
    return overflow ? (self.milliseconds < 0 ? .min : .max) : sum
  }
}
