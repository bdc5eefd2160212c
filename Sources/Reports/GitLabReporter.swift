import Diagnostics
public import JSON
import Linting

/// Reports findings as a GitLab code quality report, which merge requests show.
///
/// Source: GitLab documentation, "Code Quality", section on custom tools.
public struct GitLabReporter: Sendable {
  /// Creates a reporter.
  public init() {}

  /// The report as a list of issues.
  public func report(_ report: CheckReport) -> JSONValue {
    let fingerprints = Fingerprints(projectPaths: report.projectPaths)
    // GitLab shows one of several issues with the same fingerprint.
    var counts: [String: Int] = [:]
    return .array(
      report.findings.map { finding in
        let fingerprint = fingerprints.fingerprint(of: finding)
        let count = counts[fingerprint, default: 0] + 1
        counts[fingerprint] = count
        return [
          "description": .string(finding.messageWithHelp),
          "check_name": .string(finding.rule),
          "fingerprint": .string(count == 1 ? fingerprint : "\(fingerprint)-\(count)"),
          "severity": .string(severity(finding.severity)),
          "location": [
            "path": .string(report.path(of: finding)),
            "lines": [
              "begin": JSONValue(finding.location.start.line),
              "end": JSONValue(finding.location.end.line),
            ],
          ],
        ]
      })
  }

  private func severity(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .info: "info"
    }
  }
}
