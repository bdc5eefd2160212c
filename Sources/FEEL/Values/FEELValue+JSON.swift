public import JSON

extension FEELValue {
  /// The value of JSON data; a numeral beyond decimal128 is null.
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

  /// The value as JSON data: dates, times, durations and ranges as text, functions as null.
  public var json: JSONValue {
    switch self {
    case .null, .function: .null
    case .boolean(let value): .bool(value)
    case .number(let value): .number(value.description)
    case .string(let value): .string(value)
    case .list(let items): .array(items.map(\.json))
    case .context(let context): .object(context.json)
    case .date, .time, .dateTime, .daysTimeDuration, .yearsMonthsDuration, .range:
      .string(text(.dmn))
    }
  }
}

extension FEELContext {
  /// The members of a JSON object.
  public init(_ object: JSONObject) {
    self.init(object.members.map { ($0.key, FEELValue($0.value)) })
  }

  public var json: JSONObject { JSONObject(map { ($0.key, $0.value.json) }) }
}
