import Diagnostics
import Text

/// Reports findings as workflow commands, which GitHub Actions shows as annotations on a pull
/// request.
///
/// Source: GitHub documentation, "Workflow commands for GitHub Actions". A step shows at most ten
/// annotations of each kind; SARIF has no such limit.
public struct GitHubReporter: Sendable {
  /// Creates a reporter.
  public init() {}

  /// The report as workflow commands, one per line.
  public func report(_ report: CheckReport) -> String {
    report.findings.map { command($0) + "\n" }.joined()
  }

  private func command(_ finding: Diagnostic) -> String {
    let start = finding.location.start
    let end = finding.location.end
    var properties = [
      ("file", finding.reportPath), ("line", String(start.line)), ("endLine", String(end.line)),
    ]
    // GitHub accepts columns only if a finding is on one line.
    if start.line == end.line {
      properties += [("col", String(start.column)), ("endColumn", String(end.column))]
    }
    properties.append(("title", finding.rule))
    let list = properties.map { "\($0)=\(escaped($1, isProperty: true))" }.joined(separator: ",")
    return "::\(name(finding.severity)) \(list)::\(escaped(finding.messageWithHelp))"
  }

  private func name(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "notice"
    }
  }

  private func escaped(_ text: String, isProperty: Bool = false) -> String {
    let escaped = isProperty ? "%\r\n:," : "%\r\n"
    return PercentEncoding.encode(text.utf8) { !escaped.utf8.contains($0) }
  }
}
