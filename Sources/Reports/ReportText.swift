import Diagnostics
import Text

/// The text of a report, as the bytes to print: it consists of many small pieces.
struct ReportText {
  let hasColor: Bool
  var bytes: [UInt8] = []

  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func add(_ character: Unicode.Scalar, _ count: Int) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: character), count: count))
  }

  /// Adds a string without its control characters.
  mutating func addPlain(_ text: String) { add(text.plain) }

  /// Adds a range of a source text without its control characters.
  /// - Returns: the display width.
  @discardableResult
  mutating func addPlain(_ source: SourceText, _ range: Range<Int>) -> Int {
    let part = source.bytes[range]
    // Printable ASCII, the usual case.
    if part.allSatisfy({ 0x20...0x7E ~= $0 }) {
      bytes += part
      return part.count
    }
    let plain = source.text(range).plain
    add(plain)
    return plain.displayWidth
  }

  mutating func paint(_ code: String, _ content: (inout Self) -> Void) {
    if hasColor { add("\u{1B}[\(code)m") }
    content(&self)
    if hasColor { add("\u{1B}[0m") }
  }
}

extension String {
  /// The text with control characters replaced, which would break the alignment or control the
  /// terminal.
  var plain: String {
    // Hardly any text has one. C1 (U+0080 to U+009F) is the byte C2 and one below A0.
    guard mayHaveControls else { return self }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  private var mayHaveControls: Bool {
    var text = self
    return text.withUTF8 { bytes in bytes.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 } }
  }
}
