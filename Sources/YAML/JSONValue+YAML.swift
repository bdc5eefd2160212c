public import JSON
import Text

extension JSONValue {
  /// The value as a YAML document in block style, which `JSONNode(parsingYAML:)` and readers of
  /// YAML 1.1 and 1.2 read back as the same value.
  public var yaml: String {
    var writer = YAMLWriter()
    writer.write(self, indent: 0, position: .root)
    return writer.output
  }
}

/// Writes block mappings and sequences; texts are plain only where no reader could take them for
/// something else, and else in double quotes with JSON's escapes, which are YAML's as well.
private struct YAMLWriter {
  var output = ""

  /// What stands in front of a value on its line.
  enum Position {
    case root, afterKey, afterDash
  }

  mutating func write(_ value: JSONValue, indent: Int, position: Position) {
    switch value {
    case .object(let object) where !object.isEmpty:
      if position == .afterKey { output += "\n" }
      for (index, member) in object.members.enumerated() {
        // The first member of a sequence's mapping stands behind the dash.
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

  /// A key of more than 1,024 characters must say that it is one (YAML 1.2, 7.4.2).
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

  /// Letters first, then letters, digits and few signs, and no word that means something: no
  /// number, boolean, null, date, tag, anchor or comment can look so.
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

  /// Words of YAML 1.1 and 1.2 that are no texts.
  private static let words: Set = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf",
  ]

  /// In double quotes; characters that YAML does not print or breaks lines at are escaped too.
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
