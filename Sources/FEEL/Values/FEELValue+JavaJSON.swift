import JSON

extension FEELValue {
  /// The value as Camunda's `to json` writes it: temporal values in Java's text form, contexts
  /// without functions.
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
    case .time(let value): .string(value.offsetText)
    case .dateTime(let value): .string(value.isoText)
    case .daysTimeDuration(let value): .string(value.javaText)
    case .yearsMonthsDuration(let value): .string(value.javaText)
    case .number(let value): .number(value.description)
    case .function, .range: .string(text(.camunda))
    case .null, .boolean, .string, .date: json
    }
  }
}
