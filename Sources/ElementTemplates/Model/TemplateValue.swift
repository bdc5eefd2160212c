import JSON
import Text

/// A value in a template: a property's default, or an operand of a condition.
public enum TemplateValue: Hashable, Sendable {
  case string(String)
  case number(Double)
  case boolean(Bool)

  /// Parses a member of a template's JSON.
  init(_ json: JSONNode, _ what: String) throws(TemplateFault) {
    if let text = json.string {
      self = .string(text)
    } else if let value = json.bool {
      self = .boolean(value)
    } else if case .number(let text) = json.value, let number = Double(text) {
      self = .number(number)
    } else {
      throw TemplateFault(
        "'\(what)' must be text, a number, true or false, not \(json.kind)", at: json.range)
    }
  }

  /// The result of JavaScript's `Number()`; nil for NaN. Conditions on properties of type Number
  /// compare these.
  var javaScriptNumber: Double? {
    switch self {
    case .number(let value): value
    case .boolean(let value): value ? 1 : 0
    case .string(let text): Self.javaScriptNumber(text)
    }
  }

  private static func javaScriptNumber(_ text: String) -> Double? {
    let digits = text.trimmedByJavaScript
    if digits.isEmpty { return 0 }
    if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
      return Int(digits.dropFirst(2), radix: 16).map(Double.init)
    }
    // Double would also parse "nan", "inf" and hexadecimal fractions.
    guard digits.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }) else { return nil }
    return Double(digits)
  }
}
