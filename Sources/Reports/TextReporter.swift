public import Diagnostics

/// Reports findings for people: the location, the source line with a caret, the help, and a
/// summary.
public struct TextReporter: Sendable {
  /// Whether the text may contain escape sequences for color.
  public var hasColor: Bool
  /// Whether the summary counts the findings that `--fix` fixes.
  public var countsFixes: Bool

  /// Creates a reporter.
  public init(hasColor: Bool, countsFixes: Bool = false) {
    self.hasColor = hasColor
    self.countsFixes = countsFixes
  }

  /// The findings with their source lines, and the summary.
  public func report(_ diagnostics: [Diagnostic], fileCount: Int) -> String {
    String(decoding: bytes(of: diagnostics, fileCount: fileCount), as: UTF8.self)
  }

  func bytes(of diagnostics: [Diagnostic], fileCount: Int) -> [UInt8] {
    var report = ReportText(hasColor: hasColor)
    // The approximate size of a finding with its source line and help.
    report.bytes.reserveCapacity(diagnostics.count * 512)
    for diagnostic in diagnostics {
      write(diagnostic, to: &report)
      report.add("\n\n")
    }
    report.add(summary(diagnostics, fileCount))
    report.add("\n")
    return report.bytes
  }

  /// One finding, without a line break at the end.
  public func text(of diagnostic: Diagnostic) -> String {
    var text = ReportText(hasColor: hasColor)
    write(diagnostic, to: &text)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  private func write(_ diagnostic: Diagnostic, to text: inout ReportText) {
    let location = diagnostic.location
    let start = location.start
    let color = color(diagnostic.severity)
    text.paint("1") { add(location, start, to: &$0) }
    text.add(": ")
    text.paint(color) { $0.add(diagnostic.severity.rawValue) }
    text.add(": ")
    text.addPlain(diagnostic.message)
    text.add(" ")
    text.paint(dim) {
      $0.add("[")
      $0.add(diagnostic.rule)
      $0.add("]")
    }
    writeFrame(location, start, color, to: &text)
    if let help = diagnostic.help {
      text.add("\n  ")
      text.paint(cyan) { $0.add("help:") }
      text.add(" ")
      text.addPlain(help)
    }
    for note in diagnostic.notes {
      text.add("\n  ")
      text.paint(cyan) { $0.add("note:") }
      text.add(" ")
      text.addPlain(note.message)
      if let location = note.location {
        text.add(" (")
        add(location, location.start, to: &text)
        text.add(")")
      }
    }
  }

  /// The numbers of files, findings and fixable findings.
  public func summary(_ diagnostics: [Diagnostic], _ fileCount: Int) -> String {
    func count(_ severity: Diagnostic.Severity, _ noun: String) -> String {
      let number = diagnostics.count { $0.severity == severity }
      return "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    let files = "\(fileCount) file\(fileCount == 1 ? "" : "s")"
    if diagnostics.isEmpty { return "\(files) checked, no problems" }
    return "\(files) checked: \(count(.error, "error")), \(count(.warning, "warning"))"
      + (diagnostics.contains { $0.severity == .info } ? ", \(count(.info, "info"))" : "")
      + (countsFixes ? fixes(diagnostics) : "")
  }

  private func fixes(_ diagnostics: [Diagnostic]) -> String {
    let safe = diagnostics.count(where: \.isFixable)
    let unsafe = diagnostics.count { $0.fixIt?.effect != nil }
    let parts = [
      safe == 0 ? nil : "\(safe) fixable with --fix",
      unsafe == 0 ? nil : "\(unsafe)\(safe == 0 ? "" : " more") with --fix --unsafe-fixes",
    ].compactMap(\.self)
    return parts.isEmpty ? "" : "\n" + parts.joined(separator: ", ")
  }

  private func add(
    _ location: SourceLocation, _ start: SourcePosition, to text: inout ReportText
  ) {
    text.addPlain(location.source.path)
    text.add(":")
    text.add(String(start.line))
    text.add(":")
    text.add(String(start.column))
  }

  /// The source line, with carets below the range.
  private func writeFrame(
    _ location: SourceLocation, _ position: SourcePosition, _ color: String,
    to text: inout ReportText
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
    let number = String(position.line)
    text.add("\n  ")
    text.paint(dim) {
      $0.add(number)
      $0.add(" |")
    }
    text.add(isCutBefore ? " …" : " ")
    let before = text.addPlain(source, lower..<start)
    let marked = text.addPlain(source, start..<end)
    text.addPlain(source, end..<upper)
    if upper < line.upperBound { text.add("…") }
    text.add("\n  ")
    text.paint(dim) {
      $0.add(" ", number.utf8.count)
      $0.add(" |")
    }
    text.add(" ", 1 + before + (isCutBefore ? 1 : 0))
    text.paint(color) {
      $0.add("^")
      $0.add("~", max(0, marked - 1))
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

  private let dim = "2"
  private let cyan = "36"

  private func color(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .info: "1;34"
    }
  }
}
