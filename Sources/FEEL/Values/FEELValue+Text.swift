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
          NameRules.isPlainName(entry.key, dialect) || dialect == .camunda
          ? entry.key : FEELValue.quoted(entry.key)
        return key + colon + entry.value.literal(dialect)
      }
      return "{" + entries.joined(separator: ", ") + "}"
    case .range(let range): return range.text { $0.literal(dialect) }
    case .function(let function): return function.text
    }
  }

  /// The value as a message shows it: what goes beyond a line is left out.
  func brief(_ dialect: FEELDialect, depth: Int = 2) -> String {
    let limit = 5
    switch self {
    case .string(let text): return FEELValue.quoted(text.brief)
    case .list(let items):
      if depth == 0 { return items.isEmpty ? "[]" : "[…]" }
      let shown = items.prefix(limit).map { $0.brief(dialect, depth: depth - 1) }
      let rest = items.count > limit ? ", … \(items.count) in all" : ""
      return "[" + shown.joined(separator: ", ") + rest + "]"
    case .context(let context):
      if depth == 0 { return context.isEmpty ? "{}" : "{…}" }
      let shown = context.prefix(limit).map {
        "\($0.key.brief): \($0.value.brief(dialect, depth: depth - 1))"
      }
      return "{" + shown.joined(separator: ", ") + (context.count > limit ? ", …" : "") + "}"
    case .range(let range): return range.text { $0.brief(dialect, depth: 0) }
    default: return text(dialect).brief
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

extension String {
  /// The text as a message shows it: the beginning of a long one.
  var brief: String {
    let limit = 60
    return unicodeScalars.count > limit ? String(unicodeScalars.prefix(limit)) + "…" : self
  }
}

extension FEELRange {
  func text(_ end: (FEELValue) -> String) -> String {
    if let comparison { return "\(comparison.rawValue) \(end(upper ?? lower ?? .null))" }
    return (includesLower ? "[" : "(") + (lower.map(end) ?? "") + ".." + (upper.map(end) ?? "")
      + (includesUpper ? "]" : ")")
  }
}
