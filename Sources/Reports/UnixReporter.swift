import Diagnostics

/// Reports each finding on one line, in the form of compilers: `file:line:column: severity: message
/// [rule]`, which editors and `grep` understand.
public struct UnixReporter: Sendable {
  /// Creates a reporter.
  public init() {}

  /// The report, one line for each finding.
  public func report(_ report: CheckReport) -> String {
    report.findings.map { line($0) + "\n" }.joined()
  }

  private func line(_ finding: Diagnostic) -> String {
    let start = finding.location.start
    let place = "\(finding.location.source.path):\(start.line):\(start.column)"
    return "\(place): \(finding.severity.rawValue): \(finding.message) [\(finding.rule)]".plain
  }
}
