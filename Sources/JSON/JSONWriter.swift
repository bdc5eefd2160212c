extension JSONValue {
  public enum Layout: Sendable {
    /// One line without blanks.
    case compact
    /// Members on lines of their own, indented by two blanks.
    case indented
  }

  /// The value as JSON text; the order of members is kept, and non-ASCII text is written as it is.
  public func text(_ layout: Layout = .compact) -> String {
    var writer = JSONWriter(layout: layout)
    writer.write(self, depth: 0)
    return String(decoding: writer.output, as: UTF8.self)
  }
}

private struct JSONWriter {
  let layout: JSONValue.Layout
  var output: [UInt8] = []

  init(layout: JSONValue.Layout) {
    self.layout = layout
  }

  mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: output += "null".utf8
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .number(let text): output += text.utf8
    case .string(let text): write(text)
    case .array(let items):
      Self.writeList("[", "]", items, depth: depth, to: &self) { $0.write($1, depth: depth + 1) }
    case .object(let object):
      Self.writeList("{", "}", object.members, depth: depth, to: &self) { writer, member in
        writer.write(member.key)
        writer.output += (writer.layout == .indented ? ": " : ":").utf8
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private static func writeList<Item>(
    _ open: String, _ close: String, _ items: [Item], depth: Int, to writer: inout JSONWriter,
    _ writeItem: (inout JSONWriter, Item) -> Void
  ) {
    writer.output += open.utf8
    for (index, item) in items.enumerated() {
      if index > 0 { writer.output.append(UInt8(ascii: ",")) }
      writer.breakLine(depth + 1)
      writeItem(&writer, item)
    }
    if !items.isEmpty { writer.breakLine(depth) }
    writer.output += close.utf8
  }

  private mutating func breakLine(_ depth: Int) {
    guard layout == .indented else { return }
    output.append(0x0A)
    output.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }

  private mutating func write(_ text: String) {
    var text = text
    output.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      var start = 0
      for (index, byte) in bytes.enumerated()
      where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        output.append(contentsOf: bytes[start..<index])
        output += Self.escape(byte).utf8
        start = index + 1
      }
      output.append(contentsOf: bytes[start...])
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func escape(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): return #"\""#
    case UInt8(ascii: "\\"): return #"\\"#
    case 0x08: return #"\b"#
    case 0x09: return #"\t"#
    case 0x0A: return #"\n"#
    case 0x0C: return #"\f"#
    case 0x0D: return #"\r"#
    default:
      let digits = String(byte, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
