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
    report.findings.map { command($0, report) + "\n" }.joined()
  }

  private func command(_ finding: Diagnostic, _ report: CheckReport) -> String {
    let start = finding.location.start
    let end = finding.location.end
    var properties = [
      ("file", report.path(of: finding)), ("line", String(start.line)),
      ("endLine", String(end.line)),
    ]
    // GitHub accepts columns only if a finding is on one line.
    if start.line == end.line {
      properties += [("col", String(start.column)), ("endColumn", String(end.column))]
    }
    properties.append(("title", finding.rule))
    let list = properties.map { "\($0)=\($1.escapedForWorkflowCommand(isProperty: true))" }.joined(
      separator: ",")
    return
      "::\(name(finding.severity)) \(list)::\(finding.messageWithHelp.escapedForWorkflowCommand())"
  }

  private func name(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "notice"
    }
  }
}

extension String {
  /// The text as the message of a workflow command, or as one of its properties.
  func escapedForWorkflowCommand(isProperty: Bool = false) -> String {
    let escaped = isProperty ? "%\r\n:," : "%\r\n"
    return PercentEncoding.encode(utf8) { !escaped.utf8.contains($0) }
  }
}
