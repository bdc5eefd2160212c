import JSON

/// The formats of reports.
public enum ReportFormat: String, Sendable, CaseIterable {
  case text, unix, json, sarif, junit, github, gitlab, checkstyle, markdown

  /// The report in UTF-8, with a final line break unless it is empty.
  /// - Parameter hasColor: whether the text may contain escape sequences for color.
  public func bytes(of report: CheckReport, hasColor: Bool = false) -> [UInt8] {
    if let failure = report.failure {
      return Array(FailureReporter(message: failure, time: report.time).text(self).utf8)
    }
    return switch self {
    case .text:
      TextReporter(hasColor: hasColor, countsFixes: true)
        .bytes(of: report.findings, fileCount: report.fileCount)
    case .unix: Array(UnixReporter().report(report).utf8)
    case .json:
      line(
        JSONReporter().report(
          report.findings, fileCount: report.fileCount, projectPaths: report.projectPaths))
    case .sarif: line(SARIFReporter().report(report))
    case .junit: Array(JUnitReporter().report(report).utf8)
    case .github: Array(GitHubReporter().report(report).utf8)
    case .gitlab: line(GitLabReporter().report(report))
    case .checkstyle: Array(CheckstyleReporter().report(report).utf8)
    case .markdown: Array(MarkdownReporter().report(report).utf8)
    }
  }

  private func line(_ document: JSONValue) -> [UInt8] { document.utf8(.indented) + [0x0A] }
}
