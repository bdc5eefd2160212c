public import Diagnostics

/// Findings for people: the place, the line with a caret, what to do, and a summary.
public struct TextReporter: Sendable {
  /// Whether escape sequences for colour may be used.
  public var hasColor: Bool

  public init(hasColor: Bool) {
    self.hasColor = hasColor
  }

  public func report(_ diagnostics: [Diagnostic], fileCount: Int) -> String {
    diagnostics.map { text(of: $0) + "\n\n" }.joined() + summary(diagnostics, fileCount) + "\n"
  }

  /// One finding, without a line break at the end.
  public func text(of diagnostic: Diagnostic) -> String {
    let location = diagnostic.location
    let severity = paint(diagnostic.severity.rawValue, color(diagnostic.severity))
    var lines = [
      "\(bold(place(location))): \(severity): \(plain(diagnostic.message)) "
        + paint("[\(diagnostic.rule)]", dim)
    ]
    lines += frame(location, color(diagnostic.severity))
    if let help = diagnostic.help { lines.append("  \(paint("help:", cyan)) \(plain(help))") }
    for note in diagnostic.notes {
      let place = note.location.map { " (\(self.place($0)))" } ?? ""
      lines.append("  \(paint("note:", cyan)) \(plain(note.message))\(place)")
    }
    return lines.joined(separator: "\n")
  }

  private func summary(_ diagnostics: [Diagnostic], _ fileCount: Int) -> String {
    func count(_ severity: Diagnostic.Severity, _ word: String) -> String {
      let number = diagnostics.count { $0.severity == severity }
      return "\(number) \(word)\(number == 1 ? "" : "s")"
    }
    let files = "\(fileCount) file\(fileCount == 1 ? "" : "s")"
    if diagnostics.isEmpty { return "\(files) checked, nothing found" }
    return "\(files) checked: \(count(.error, "error")), \(count(.warning, "warning"))"
      + (diagnostics.contains { $0.severity == .info } ? ", \(count(.info, "note"))" : "")
  }

  private func place(_ location: SourceLocation) -> String {
    let start = location.start
    return "\(plain(location.source.path)):\(start.line):\(start.column)"
  }

  /// The line of the place, with carets below the range.
  private func frame(_ location: SourceLocation, _ color: String) -> [String] {
    let source = location.source
    guard !source.bytes.isEmpty else { return [] }
    let line = source.lineRange(location.start.line)
    let number = String(location.start.line)
    let gutter = String(repeating: " ", count: number.count)
    // A long line is shown around the place: at most so many bytes before, in and behind it.
    let reach = (before: 40, inside: 200, behind: 60)
    let start = min(location.range.lowerBound, line.upperBound)
    let isCutInside = location.range.upperBound > start + reach.inside
    let end = boundary(
      source, min(max(start, location.range.upperBound), start + reach.inside, line.upperBound))
    let lower = boundary(source, max(line.lowerBound, start - reach.before))
    let upper = boundary(source, min(line.upperBound, end + (isCutInside ? 0 : reach.behind)))
    let isCutBefore = lower > line.lowerBound
    let text =
      (isCutBefore ? "…" : "") + plain(source.text(lower..<upper))
      + (upper < line.upperBound ? "…" : "")
    let before = (isCutBefore ? "…" : "") + plain(source.text(lower..<start))
    let marked = plain(source.text(start..<end))
    let caret = "^" + String(repeating: "~", count: max(0, marked.count - 1))
    return [
      "  \(paint("\(number) |", dim)) \(text)",
      "  \(paint("\(gutter) |", dim)) \(String(repeating: " ", count: before.count))"
        + paint(caret, color),
    ]
  }

  /// The start of the character that a byte belongs to.
  private func boundary(_ source: SourceText, _ offset: Int) -> Int {
    var offset = offset
    while offset > 0, offset < source.bytes.count, source.bytes[offset] & 0xC0 == 0x80 {
      offset -= 1
    }
    return offset
  }

  /// Control characters would move the caret or the terminal.
  private func plain(_ text: String) -> String {
    // Nearly no text has one. C1, U+0080 to U+009F, is the byte C2 and one below A0.
    let mayHaveControl = text.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }
    guard mayHaveControl else { return text }
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
