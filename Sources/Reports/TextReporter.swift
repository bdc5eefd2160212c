public import Diagnostics
import Text

/// Reports findings for people: the location, the source line with a caret, the help, and a
/// summary.
public struct TextReporter: Sendable {
  /// Whether the text may contain escape sequences for color.
  public var hasColor: Bool

  /// Creates a reporter.
  public init(hasColor: Bool) {
    self.hasColor = hasColor
  }

  /// The findings with their source lines, and the summary.
  public func report(_ diagnostics: [Diagnostic], fileCount: Int) -> String {
    var report = ""
    // The approximate size of a finding with its source line and help.
    report.reserveCapacity(diagnostics.count * 512)
    for diagnostic in diagnostics {
      write(diagnostic, to: &report)
      report += "\n\n"
    }
    return report + summary(diagnostics, fileCount) + "\n"
  }

  /// One finding, without a line break at the end.
  public func text(of diagnostic: Diagnostic) -> String {
    var text = ""
    write(diagnostic, to: &text)
    return text
  }

  private func write(_ diagnostic: Diagnostic, to text: inout String) {
    let location = diagnostic.location
    let start = location.start
    let color = color(diagnostic.severity)
    text += bold(place(location, start))
    text += ": "
    text += paint(diagnostic.severity.rawValue, color)
    text += ": "
    text += plain(diagnostic.message)
    text += " "
    text += paint("[\(diagnostic.rule)]", dim)
    writeFrame(location, start, color, to: &text)
    if let help = diagnostic.help {
      text += "\n  "
      text += paint("help:", cyan)
      text += " "
      text += plain(help)
    }
    for note in diagnostic.notes {
      let place = note.location.map { " (\(self.place($0, $0.start)))" } ?? ""
      text += "\n  \(paint("note:", cyan)) \(plain(note.message))\(place)"
    }
  }

  private func summary(_ diagnostics: [Diagnostic], _ fileCount: Int) -> String {
    func count(_ severity: Diagnostic.Severity, _ noun: String) -> String {
      let number = diagnostics.count { $0.severity == severity }
      return "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    let files = "\(fileCount) file\(fileCount == 1 ? "" : "s")"
    if diagnostics.isEmpty { return "\(files) checked, no problems" }
    return "\(files) checked: \(count(.error, "error")), \(count(.warning, "warning"))"
      + (diagnostics.contains { $0.severity == .info } ? ", \(count(.info, "note"))" : "")
  }

  private func place(_ location: SourceLocation, _ start: SourcePosition) -> String {
    "\(plain(location.source.path)):\(start.line):\(start.column)"
  }

  /// The source line, with carets below the range.
  private func writeFrame(
    _ location: SourceLocation, _ position: SourcePosition, _ color: String, to text: inout String
  ) {
    let source = location.source
    guard !source.bytes.isEmpty else { return }
    let line = source.lineRange(position.line)
    // The maximum number of bytes shown before, inside and after the range, for long lines.
    let reach = (before: 40, inside: 200, after: 60)
    let start = min(location.range.lowerBound, line.upperBound)
    let isCutInside = location.range.upperBound > start + reach.inside
    let end = boundary(
      source, min(max(start, location.range.upperBound), start + reach.inside, line.upperBound))
    let lower = boundary(source, max(line.lowerBound, start - reach.before))
    let upper = boundary(source, min(line.upperBound, end + (isCutInside ? 0 : reach.after)))
    let isCutBefore = lower > line.lowerBound
    let before = plain(source.text(lower..<start))
    let marked = plain(source.text(start..<end))
    let number = String(position.line)
    text += "\n  "
    text += paint(number + " |", dim)
    text += isCutBefore ? " …" : " "
    text += before
    text += marked
    text += plain(source.text(end..<upper))
    if upper < line.upperBound { text += "…" }
    text += "\n  "
    text += paint(blanks(number.utf8.count) + " |", dim)
    text += blanks(1 + before.displayWidth + (isCutBefore ? 1 : 0))
    text += paint("^" + repeated("~", max(0, marked.displayWidth - 1)), color)
  }

  private func blanks(_ count: Int) -> String { repeated(" ", count) }

  private func repeated(_ character: Unicode.Scalar, _ count: Int) -> String {
    String(unsafeUninitializedCapacity: count) { buffer in
      buffer.update(repeating: UInt8(ascii: character))
      return count
    }
  }

  /// The start of the character at a byte offset.
  private func boundary(_ source: SourceText, _ offset: Int) -> Int {
    var offset = offset
    while offset > 0, offset < source.bytes.count, source.bytes[offset] & 0xC0 == 0x80 {
      offset -= 1
    }
    return offset
  }

  /// Replaces control characters, which would break the alignment or control the terminal.
  private func plain(_ text: String) -> String {
    // Hardly any text has one. C1 (U+0080 to U+009F) is the byte C2 and one below A0.
    guard text.mayHaveControls else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  private let dim = "2"
  private let cyan = "36"

  private func color(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .info: "1;34"
    }
  }

  private func bold(_ text: String) -> String { paint(text, "1") }

  private func paint(_ text: String, _ code: String) -> String {
    hasColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension String {
  fileprivate var mayHaveControls: Bool {
    var text = self
    return text.withUTF8 { bytes in bytes.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 } }
  }
}
