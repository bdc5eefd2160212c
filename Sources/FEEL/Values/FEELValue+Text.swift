extension FEELValue {
  /// The value as FEEL's `string()` prints it in Camunda; null is `null`.
  public var text: String {
    if case .string(let text) = self { return text }
    return text(.camunda)
  }

  /// The value as FEEL text, strings in quotes, as inside lists and contexts.
  func literal(_ dialect: FEELDialect) -> String {
    if case .string(let text) = self { return FEELValue.quoted(text) }
    return text(dialect)
  }

  func text(_ dialect: FEELDialect) -> String {
    switch self {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .number(let value): return value.description
    case .string(let value): return value
    case .date(let value): return value.description
    case .time(let value): return value.description
    case .dateTime(let value): return value.description
    case .daysTimeDuration(let value):
      return value.text(zero: dialect == .camunda ? "P0D" : "PT0S")
    case .yearsMonthsDuration(let value):
      return value.text(zero: dialect == .camunda ? "P0Y" : "P0M")
    case .list(let items):
      return "[" + items.map { $0.literal(dialect) }.joined(separator: ", ") + "]"
    case .context(let context):
      let colon = dialect == .camunda ? ":" : ": "
      let entries = context.map { entry in
        let key =
          NameRules.isPlainName(entry.key) || dialect == .camunda
          ? entry.key : FEELValue.quoted(entry.key)
        return key + colon + entry.value.literal(dialect)
      }
      return "{" + entries.joined(separator: ", ") + "}"
    case .range(let range): return range.text(dialect)
    case .function(let function): return function.text
    }
  }

  /// A string literal; every character that needs it is escaped.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension FEELRange {
  func text(_ dialect: FEELDialect) -> String {
    if let comparison {
      return "\(comparison.rawValue) \((upper ?? lower ?? .null).literal(dialect))"
    }
    let start = lower?.literal(dialect) ?? ""
    let end = upper?.literal(dialect) ?? ""
    return "\(includesLower ? "[" : "(")\(start)..\(end)\(includesUpper ? "]" : ")")"
  }
}
