import Text

extension JSONValue {
  /// The layout of the JSON text.
  public enum Layout: Sendable {
    /// One line without spaces.
    case compact
    /// One line per member, indented by two spaces.
    case indented
  }

  /// The value as JSON text; members keep their order, and non-ASCII text is not escaped.
  public func text(_ layout: Layout = .compact) -> String {
    String(decoding: utf8(layout), as: UTF8.self)
  }

  /// The same as UTF-8 bytes.
  public func utf8(_ layout: Layout = .compact) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.write(self, depth: 0)
    return writer.output
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
    case .null: write(word: "null")
    case .bool(let value): write(word: value ? "true" : "false")
    case .number(let text): output.append(contentsOf: text.utf8)
    case .string(let text): write(text)
    case .array(let items):
      output.append(UInt8(ascii: "["))
      for index in items.indices {
        beginItem(index, depth)
        write(items[index], depth: depth + 1)
      }
      if !items.isEmpty { breakLine(depth) }
      output.append(UInt8(ascii: "]"))
    case .object(let object):
      let members = object.members
      output.append(UInt8(ascii: "{"))
      for index in members.indices {
        beginItem(index, depth)
        write(members[index].key)
        output.append(UInt8(ascii: ":"))
        if layout == .indented { output.append(0x20) }
        write(members[index].value, depth: depth + 1)
      }
      if !members.isEmpty { breakLine(depth) }
      output.append(UInt8(ascii: "}"))
    }
  }

  private mutating func beginItem(_ index: Int, _ depth: Int) {
    if index > 0 { output.append(UInt8(ascii: ",")) }
    breakLine(depth + 1)
  }

  private mutating func write(word: StaticString) {
    word.withUTF8Buffer { output.append(contentsOf: $0) }
  }

  private mutating func breakLine(_ depth: Int) {
    guard layout == .indented else { return }
    output.append(0x0A)
    for _ in 0..<2 * depth { output.append(0x20) }
  }

  private mutating func write(_ text: String) {
    var text = text
    output.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      var start = 0
      for index in bytes.indices {
        let byte = bytes[index]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
          continue
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        output += Self.escape(byte).utf8
        start = index + 1
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
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
    default: return "\\u" + byte.hexadecimal(width: 4)
    }
  }
}
