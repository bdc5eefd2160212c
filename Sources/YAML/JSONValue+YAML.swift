public import JSON
import Text

extension JSONValue {
  /// The value as a YAML document in block style, which `JSONNode(parsingYAML:)` and parsers of
  /// YAML 1.1 and 1.2 read back as the same value.
  public var yaml: String {
    var writer = YAMLWriter()
    writer.write(self, indent: 0, position: .root)
    return writer.output
  }
}

/// Writes block mappings and sequences; strings are plain only if no parser could read them as
/// another type, and otherwise in double quotes with JSON's escapes, which are valid in YAML.
private struct YAMLWriter {
  var output = ""

  /// The position of a value on its line.
  enum Position {
    case root, afterKey, afterDash
  }

  mutating func write(_ value: JSONValue, indent: Int, position: Position) {
    switch value {
    case .object(let object) where !object.isEmpty:
      if position == .afterKey { output += "\n" }
      for (index, member) in object.members.enumerated() {
        // The first member of a mapping in a sequence follows the dash.
        if index > 0 || position != .afterDash { pad(indent) }
        writeKey(Self.text(member.key), indent: indent)
        write(member.value, indent: indent + 2, position: .afterKey)
      }
    case .array(let items) where !items.isEmpty:
      if position != .root { output += "\n" }
      for item in items {
        pad(indent)
        output += "-"
        if case .object(let object) = item, !object.isEmpty { output += " " }
        write(item, indent: indent + 2, position: .afterDash)
      }
    default:
      output += (position == .root ? "" : " ") + Self.scalar(value) + "\n"
    }
  }

  /// A key of more than 1,024 characters needs an explicit `?` (YAML 1.2, 7.4.2).
  private mutating func writeKey(_ key: String, indent: Int) {
    guard key.unicodeScalars.count > 1_000 else {
      output += key + ":"
      return
    }
    output += "? " + key + "\n"
    pad(indent)
    output += ":"
  }

  private mutating func pad(_ count: Int) {
    output += String(repeating: " ", count: count)
  }

  private static func scalar(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): self.text(text)
    case .array: "[]"
    case .object: "{}"
    default: value.text(.compact)
    }
  }

  private static func text(_ text: String) -> String {
    isPlain(text) ? text : escaped(text)
  }

  /// A letter followed by letters, digits and a few symbols, and not a reserved word: no number,
  /// boolean, null, date, tag, anchor or comment has this form.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isLetter, text.utf8.count <= 120 else {
      return false
    }
    var before: UInt8 = 0
    for byte in text.utf8 {
      guard byte.isAlphanumeric || "-_./ ".utf8.contains(byte) else {
        return false
      }
      if byte == 0x20, before == 0x20 { return false }
      before = byte
    }
    return before != 0x20 && !words.contains(text.lowercased())
  }

  /// Plain words that YAML 1.1 or 1.2 does not read as strings.
  private static let words: Set = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf",
  ]

  /// In double quotes; non-printable characters and line breaks are escaped, too.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in JSONValue.string(text).text(.compact).unicodeScalars {
      switch scalar.value {
      case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
        result += "\\u" + scalar.value.hexadecimal(width: 4)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
