import Diagnostics
import Text

/// Reports findings as a comment on a pull request: counts, then the findings by file, files with
/// errors first, each finding with the label of its element.
public struct MarkdownReporter: Sendable {
  /// Creates a reporter.
  public init() {}

  /// GitHub limits comments to 65,536 characters.
  private static let maximumLength = 65_000
  /// With more findings than this, the list of each file is collapsed.
  private static let foldCount = 20

  /// The report as Markdown.
  public func report(_ report: CheckReport) -> String {
    var text = "### \(title(report))\n"
    let isFolded = report.findings.count > Self.foldCount
    var missing = 0
    for (path, findings) in sorted(report.findingsByFile) {
      let open = header(path, findings, report, isFolded: isFolded)
      let close = isFolded ? "\n</details>\n" : ""
      // Reserves room for the sentence about omitted findings.
      var room = Self.maximumLength - 100 - text.utf16.count - open.utf16.count - close.utf16.count
      let entries = findings.map { entry($0, report) }.prefix { entry in
        room -= entry.utf16.count
        return room >= 0
      }
      missing += findings.count - entries.count
      if !entries.isEmpty { text += open + entries.joined() + close }
    }
    return text + (missing > 0 ? "\n…and \(missing) more.\n" : "")
  }

  private func title(_ report: CheckReport) -> String {
    let files = Self.number(report.fileCount, "file")
    guard let worst = report.findings.map(\.severity).max() else {
      return "✅ bpmnc found no problems in \(files)"
    }
    return "\(sign(worst)) bpmnc found \(counts(report.findings)) in \(files)"
  }

  private func sorted(
    _ files: [(path: String, findings: [Diagnostic])]
  ) -> [(path: String, findings: [Diagnostic])] {
    let some = files.filter { !$0.findings.isEmpty }.map { path, findings in
      (path, Self.bySeverity(findings))
    }
    return some.filter { $0.1[0].severity == .error } + some.filter { $0.1[0].severity != .error }
  }

  /// The most severe first, otherwise in the original order.
  private static func bySeverity(_ findings: [Diagnostic]) -> [Diagnostic] {
    Diagnostic.Severity.allCases.sorted(by: >).flatMap { severity in
      findings.filter { $0.severity == severity }
    }
  }

  private func header(
    _ path: String, _ findings: [Diagnostic], _ report: CheckReport, isFolded: Bool
  ) -> String {
    let path = report.path(path)
    if isFolded {
      let name = path.escapedHTML
      return "\n<details><summary><b>\(name)</b>: \(counts(findings))</summary>\n\n"
    }
    let link = link(path.escapedMarkdown, path, line: nil, report)
    return "\n**\(link)**: \(counts(findings))\n\n"
  }

  private func entry(_ finding: Diagnostic, _ report: CheckReport) -> String {
    let line = finding.location.start.line
    let place = link("line \(line)", report.path(of: finding), line: line, report)
    let help = finding.help.map { "\n  \($0.clipped(to: 500).escapedMarkdown)" } ?? ""
    return "- \(sign(finding.severity)) \(sentence(finding)) (\(place), `\(finding.rule)`)\(help)\n"
  }

  /// The message with the element's label in bold, or preceded by the label if it lacks it.
  private func sentence(_ finding: Diagnostic) -> String {
    let message = finding.message.clipped(to: 1_000)
    guard let label = finding.element?.label else { return message.escapedMarkdown }
    let bold = "**\(label.clipped(to: 200).escapedMarkdown)**"
    guard let place = message.firstRange(of: "\"\(label)\"") else {
      return "\(bold): \(message.escapedMarkdown)"
    }
    return String(message[..<place.lowerBound]).escapedMarkdown + bold
      + String(message[place.upperBound...]).escapedMarkdown
  }

  private func link(_ text: String, _ path: String, line: Int?, _ report: CheckReport) -> String {
    guard !path.hasPrefix("/"), let base = report.webAddress else {
      return text
    }
    return "[\(text)](\(base)\(PercentEncoding.path(path))\(line.map { "#L\($0)" } ?? ""))"
  }

  private func counts(_ findings: [Diagnostic]) -> String {
    let nouns: [(Diagnostic.Severity, String)] = [
      (.error, "error"), (.warning, "warning"), (.info, "note"),
    ]
    let parts = nouns.compactMap { severity, noun in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : Self.number(count, noun)
    }
    let last = parts.suffix(1).joined()
    return parts.count < 2 ? last : parts.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func number(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private func sign(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "❌"
    case .warning: "⚠️"
    case .info: "ℹ️"
    }
  }
}

extension ElementReference {
  /// Its label in messages: the name with single spaces, otherwise the ID.
  fileprivate var label: String {
    let name = name?.onOneLine ?? ""
    return name.isEmpty ? id : name
  }
}

extension String {
  fileprivate func clipped(to limit: Int) -> String {
    count > limit ? prefix(limit) + "…" : self
  }

  fileprivate var escapedHTML: String {
    map { $0.isNewline ? " " : String($0) }.joined().escapedAsMarkup { scalar in
      switch scalar.value {
      case 0...0x1F, 0x7F: "\u{FFFD}"
      default: nil
      }
    }
  }

  /// The text on one line, escaped for Markdown; a name after `@` does not notify anyone.
  var escapedMarkdown: String {
    escapedHTML.map { character in
      switch character {
      case "@": "@\u{200B}"
      case _ where "\\`*_[]#|~$".contains(character): "\\\(character)"
      default: String(character)
      }
    }.joined()
  }
}
