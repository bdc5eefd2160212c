public import Diagnostics
import JSON

/// What a run checked and found: what every reporter shows.
public struct CheckReport: Sendable {
  /// In reporting order.
  public let findings: [Diagnostic]
  /// The paths of all files that were checked, and of those that findings are in, sorted.
  public let files: [String]
  /// How many files were checked.
  public let fileCount: Int
  /// From which severity on the run fails.
  public let failsFrom: Diagnostic.Severity
  /// What a path is put behind to make the address of a file in a browser, with a slash at its
  /// end; nil where files have no addresses.
  public var webAddress: String?
  /// When the run was, in UTC: `2026-05-01T12:30:00`.
  public var time: String

  /// A report on a check that was run.
  public init(
    _ findings: [Diagnostic], files: [String], failsFrom: Diagnostic.Severity = .error,
    webAddress: String? = nil, time: String = "1970-01-01T00:00:00"
  ) {
    self.findings = findings.inReportingOrder()
    self.files = Set(files + findings.map(\.location.source.path)).sorted()
    fileCount = files.count
    self.failsFrom = failsFrom
    self.webAddress = webAddress
    self.time = time
  }

  /// The findings by file, also of the files without any.
  var findingsByFile: [(path: String, findings: [Diagnostic])] {
    let groups = Dictionary(grouping: findings, by: \.location.source.path)
    return files.map { ($0, groups[$0, default: []]) }
  }
}

/// The forms in which findings can be written.
public enum ReportFormat: String, Sendable, CaseIterable {
  case text, json, sarif, junit, github, gitlab, checkstyle, markdown

  /// The report in UTF-8, with a line break at its end where there is anything.
  /// - Parameter hasColor: whether text may hold escape sequences for colour.
  public func bytes(of report: CheckReport, hasColor: Bool = false) -> [UInt8] {
    switch self {
    case .text:
      Array(
        TextReporter(hasColor: hasColor).report(report.findings, fileCount: report.fileCount).utf8)
    case .json: line(JSONReporter().report(report.findings, fileCount: report.fileCount))
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

extension Diagnostic {
  /// Its path as services know it: relative to the folder of the run, without `./`.
  var reportPath: String { location.source.path.withoutDotSlash }
}

extension String {
  var withoutDotSlash: String {
    var path = self[...]
    while path.hasPrefix("./") { path = path.dropFirst(2).drop { $0 == "/" } }
    return path.isEmpty ? self : String(path)
  }
}
