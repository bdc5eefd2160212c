import JSON
import Text

/// The value of a plain scalar in the core schema of YAML 1.2 (chapter 10.3.2).
enum YAMLScalar {
  static func value(of text: String) -> JSONNode.Value {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    if let number = integer(text) { return .number(number) }
    return isDecimal(text) ? .number(normalized(text)) : .string(text)
  }

  /// `0o17` and `0x1F` in decimal.
  private static func integer(_ text: String) -> String? {
    if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8).map(String.init) }
    if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16).map(String.init) }
    return nil
  }

  /// An optional sign, digits with at most one point, an optional exponent.
  private static func isDecimal(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    func digits() -> Int {
      let count = rest.prefix(while: \.isDigit).count
      rest.removeFirst(count)
      return count
    }
    var count = digits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      count += digits()
    }
    guard count > 0 else { return false }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  /// The number as JSON: no plus sign, a digit on both sides of the point, no leading zeros.
  private static func normalized(_ text: String) -> String {
    var digits = Substring(text)
    let sign = digits.hasPrefix("-") ? "-" : ""
    if digits.hasPrefix("-") || digits.hasPrefix("+") { digits.removeFirst() }
    let exponent = digits.firstIndex { $0 == "e" || $0 == "E" } ?? digits.endIndex
    let parts = digits[..<exponent].split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = parts[0].drop { $0 == "0" }
    let fraction = parts.count > 1 ? parts[1] : ""
    return sign + (whole.isEmpty ? "0" : String(whole)) + (fraction.isEmpty ? "" : "." + fraction)
      + digits[exponent...]
  }
}
