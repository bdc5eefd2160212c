public import JSON

extension FEELValue {
  /// The value from JSON; a number outside decimal128 becomes null.
  public init(_ json: JSONValue) {
    switch json {
    case .null: self = .null
    case .bool(let value): self = .boolean(value)
    case .number(let numeral): self = Decimal128(numeral).map { .number($0) } ?? .null
    case .string(let value): self = .string(value)
    case .array(let items): self = .list(items.map { FEELValue($0) })
    case .object(let object): self = .context(FEELContext(object))
    }
  }

  /// The value as Camunda's engine stores it in a variable: a number with a fraction in binary,
  /// temporal values as Java's text; ranges and functions are null (Zeebe's
  /// `FeelToMessagePackTransformer`).
  public var json: JSONValue {
    switch self {
    case .null, .function, .range: .null
    case .boolean(let value): .bool(value)
    case .number(let value): .number(value.variableText)
    case .string(let value): .string(value)
    case .list(let items): .array(items.map(\.json))
    case .context(let context): .object(context.json)
    case .time(let value) where value.isLocal: .string(value.javaText)
    case .dateTime(let value): .string(value.isoText)
    case .date, .time, .daysTimeDuration, .yearsMonthsDuration: .string(text(.camunda))
    }
  }

  /// The value as it is after it was stored (`json`).
  public var stored: FEELValue {
    switch self {
    case .null, .boolean, .string: self
    case .number(let value):
      value.int.map { .number(Decimal128($0)) } ?? FEELValue(json)
    case .list(let items): .list(items.map(\.stored))
    case .context(let context): .context(context.stored)
    default: FEELValue(json)
    }
  }
}

extension FEELContext {
  /// The members of a JSON object.
  public init(_ object: JSONObject) {
    self.init(object.members.map { ($0.key, FEELValue($0.value)) })
  }

  /// The entries as Camunda's engine stores them in variables.
  public var json: JSONObject { JSONObject(map { ($0.key, $0.value.json) }) }

  /// The entries as they are after they were stored.
  public var stored: FEELContext { FEELContext(map { ($0.key, $0.value.stored) }) }
}

extension Decimal128 {
  /// The digits of an integer, else those of the nearest binary number.
  fileprivate var variableText: String {
    if let int { return String(int) }
    if isInteger { return description }
    return Double(description).map { $0.description } ?? description
  }
}
