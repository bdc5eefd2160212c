/// A value of the expression language (DMN 1.5, 10.3.2.1).
///
/// Swift's `==` and hashing compare structure (numbers by value); FEEL's own `=`, which treats null
/// and time zones specially, is an operator of the language.
public enum FEELValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case number(Decimal128)
  case string(String)
  case date(FEELDate)
  indirect case time(FEELTime)
  indirect case dateTime(FEELDateTime)
  case daysTimeDuration(DaysTimeDuration)
  case yearsMonthsDuration(YearsMonthsDuration)
  case list([FEELValue])
  case context(FEELContext)
  case range(FEELRange)
  case function(FEELFunction)

  static let `true` = FEELValue.boolean(true)
  static let `false` = FEELValue.boolean(false)

  /// Whether it is null.
  public var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  /// The kind of the value, for dispatch and messages.
  var kind: FEELKind {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .date: .date
    case .time: .time
    case .dateTime: .dateTime
    case .daysTimeDuration: .daysTimeDuration
    case .yearsMonthsDuration: .yearsMonthsDuration
    case .list: .list
    case .context: .context
    case .range: .range
    case .function: .function
    }
  }
}

/// A set of kinds of values; the type of a built-in's parameter.
struct FEELKind: OptionSet, Sendable, Hashable {
  let rawValue: UInt16

  static let null = FEELKind(rawValue: 1 << 0)
  static let boolean = FEELKind(rawValue: 1 << 1)
  static let number = FEELKind(rawValue: 1 << 2)
  static let string = FEELKind(rawValue: 1 << 3)
  static let date = FEELKind(rawValue: 1 << 4)
  static let time = FEELKind(rawValue: 1 << 5)
  static let dateTime = FEELKind(rawValue: 1 << 6)
  static let daysTimeDuration = FEELKind(rawValue: 1 << 7)
  static let yearsMonthsDuration = FEELKind(rawValue: 1 << 8)
  static let list = FEELKind(rawValue: 1 << 9)
  static let context = FEELKind(rawValue: 1 << 10)
  static let range = FEELKind(rawValue: 1 << 11)
  static let function = FEELKind(rawValue: 1 << 12)

  static let durations: FEELKind = [.daysTimeDuration, .yearsMonthsDuration]
  /// Values with a year, month and day.
  static let dates: FEELKind = [.date, .dateTime]
  /// Values with an order, of which ranges can be made.
  static let points: FEELKind = [
    .number, .string, .date, .time, .dateTime, .daysTimeDuration, .yearsMonthsDuration,
  ]
  static let notNull = FEELKind(rawValue: (1 << 13) - 2)
  static let any = FEELKind(rawValue: (1 << 13) - 1)

  private static let names: [(FEELKind, String)] = [
    (.null, "null"), (.boolean, "boolean"), (.number, "number"), (.string, "string"),
    (.date, "date"), (.time, "time"), (.dateTime, "date and time"),
    (.daysTimeDuration, "days and time duration"),
    (.yearsMonthsDuration, "years and months duration"), (.list, "list"),
    (.context, "context"), (.range, "range"), (.function, "function"),
  ]

  /// The kinds' FEEL names.
  var name: String {
    if self == .any || self == .notNull { return "Any" }
    return FEELKind.names.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
  }
}
