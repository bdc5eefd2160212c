extension FEELValue {
  /// The value as text, as by FEEL's `string()` in Camunda; null is `null`.
  public var text: String { text(.camunda) }

  func text(_ dialect: FEELDialect) -> String {
    if case .string(let text) = self { return text }
    var text = ""
    write(dialect, to: &text)
    return text
  }

  /// Writes the value as FEEL, with strings in quotes, as inside lists and contexts.
  private func write(_ dialect: FEELDialect, to text: inout String) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let value): text += value.description
    case .string(let value): FEELValue.write(quoted: value, to: &text)
    case .date(let value): text += value.description
    case .time(let value): text += value.description
    case .dateTime(let value):
      // The standard has no text form with both an offset and a zone.
      let isClear = dialect == .camunda || value.isFirstOfItsTime
      text += isClear ? value.description : value.offsetText
    case .daysTimeDuration(let value):
      text += value.text(zero: dialect == .camunda ? "P0D" : "PT0S")
    case .yearsMonthsDuration(let value):
      text += value.text(zero: dialect == .camunda ? "P0Y" : "P0M")
    case .list(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += ", " }
        item.write(dialect, to: &text)
      }
      text += "]"
    case .context(let context):
      text += "{"
      for (index, entry) in context.enumerated() {
        if index > 0 { text += ", " }
        if dialect == .camunda || NameRules.isPlainName(entry.key, dialect) {
          text += entry.key
        } else {
          FEELValue.write(quoted: entry.key, to: &text)
        }
        text += dialect == .camunda ? ":" : ": "
        entry.value.write(dialect, to: &text)
      }
      text += "}"
    case .range(let range):
      text += range.text { end in
        var text = ""
        end.write(dialect, to: &text)
        return text
      }
    case .function(let function): text += function.text
    }
  }

  /// The value in a message, shortened to about a line.
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

  /// A string literal with the necessary escapes.
  static func quoted(_ text: String) -> String {
    var result = ""
    write(quoted: text, to: &result)
    return result
  }

  private static func write(quoted text: String, to result: inout String) {
    result += "\""
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
    result += "\""
  }
}

extension String {
  /// The text in a message, shortened if it is long.
  var brief: String {
    let limit = 60
    return unicodeScalars.dropFirst(limit).isEmpty
      ? self : String(unicodeScalars.prefix(limit)) + "…"
  }
}

extension FEELRange {
  func text(_ end: (FEELValue) -> String) -> String {
    if let comparison { return "\(comparison.rawValue) \(end(upper ?? lower ?? .null))" }
    return (includesLower ? "[" : "(") + (lower.map(end) ?? "") + ".." + (upper.map(end) ?? "")
      + (includesUpper ? "]" : ")")
  }
}
