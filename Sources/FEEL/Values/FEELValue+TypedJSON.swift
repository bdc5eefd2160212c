public import JSON

/// The encoding of `feel --jsonl`, which preserves the type of every value.
extension FEELValue {
  /// Parses `{"n":"1.5"}`, `{"date":…}`, `{"time":…}`, `{"dt":…}`, `{"dtd":…}`, `{"ymd":…}`,
  /// `{"ctx":{…}}`, `{"range":{…}}`, an array, a string, a boolean or null, and leniently a plain
  /// number; nil for anything else.
  public init?(typed json: JSONValue, in environment: FEELEnvironment = .default) {
    switch json {
    case .null: self = .null
    case .bool(let value): self = .boolean(value)
    case .string(let value): self = .string(value)
    case .number(let text):
      guard let number = Decimal128(text) else { return nil }
      self = .number(number)
    case .array(let items):
      var values: [FEELValue] = []
      for item in items {
        guard let value = FEELValue(typed: item, in: environment) else { return nil }
        values.append(value)
      }
      self = .list(values)
    case .object(let object):
      guard object.members.count == 1, let (key, payload) = object.members.first,
        let value = FEELValue.read(key, payload, environment)
      else { return nil }
      self = value
    }
  }

  private static func read(
    _ key: String, _ payload: JSONValue, _ environment: FEELEnvironment
  ) -> FEELValue? {
    let zones: TemporalReader.Zones = { environment.timeZone(named: $0) }
    switch (key, payload) {
    case ("n", .string(let text)): return Decimal128(text).map { .number($0) }
    case ("date", .string(let text)): return TemporalReader.date(text).map { .date($0) }
    case ("time", .string(let text)):
      return TemporalReader.time(text, .dmn, zones).map { .time($0) }
    case ("dt", .string(let text)) where text.contains("T"):
      return TemporalReader.dateTime(text, .camunda, zones).map { .dateTime($0) }
    case ("dtd", .string(let text)), ("ymd", .string(let text)):
      let value = TemporalReader.duration(text, .dmn)
      return value?.kind == (key == "dtd" ? .daysTimeDuration : .yearsMonthsDuration) ? value : nil
    case ("ctx", .object(let object)):
      var context = FEELContext()
      for (key, value) in object.members {
        guard let value = FEELValue(typed: value, in: environment) else { return nil }
        context[key] = value
      }
      return .context(context)
    case ("range", .object(let object)):
      guard let lower = FEELValue(typed: object["lo"] ?? .null, in: environment),
        let upper = FEELValue(typed: object["hi"] ?? .null, in: environment),
        !lower.isNull || !upper.isNull
      else { return nil }
      return .range(
        FEELRange(
          lower: lower.isNull ? nil : lower, includesLower: object["loIncl"]?.bool ?? false,
          upper: upper.isNull ? nil : upper, includesUpper: object["hiIncl"]?.bool ?? false))
    default: return nil
    }
  }

  /// The value with its type; a function is `{"fn":true}`.
  public var typedJSON: JSONValue {
    switch self {
    case .null: .null
    case .boolean(let value): .bool(value)
    case .string(let value): .string(value)
    case .number(let value): ["n": .string(value.description)]
    case .date(let value): ["date": .string(value.description)]
    case .time(let value): ["time": .string(value.description)]
    case .dateTime(let value): ["dt": .string(value.description)]
    case .daysTimeDuration(let value): ["dtd": .string(value.description)]
    case .yearsMonthsDuration(let value): ["ymd": .string(value.description)]
    case .list(let items): .array(items.map(\.typedJSON))
    case .context(let context):
      ["ctx": .object(context.map { ($0.key, $0.value.typedJSON) })]
    case .range(let range):
      [
        "range": [
          "lo": range.lower?.typedJSON ?? .null, "loIncl": .bool(range.includesLower),
          "hi": range.upper?.typedJSON ?? .null, "hiIncl": .bool(range.includesUpper),
        ]
      ]
    case .function: ["fn": true]
    }
  }
}
