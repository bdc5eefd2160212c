import Diagnostics

/// Findings as test results, which every CI service shows: a suite for each file, in it a case for
/// each rule that found something; a file without findings is one case that passes.
///
/// A case fails where the run fails because of it; other findings are the output of a case that
/// passes, so that the report is green where the run is. Source: the schema that Jenkins' xUnit
/// plugin reads, whose elements GitLab reads, too.
public struct JUnitReporter: Sendable {
  public init() {}

  public func report(_ report: CheckReport) -> String {
    let suites = report.findingsByFile.map { Suite(path: $0.path, $0.findings, report.failsFrom) }
    let tests = suites.reduce(0) { $0 + $1.cases.count }
    let failures = suites.reduce(0) { $0 + $1.failureCount }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="bpmnc" tests="\(tests)" failures="\(failures)" errors="0" time="0">
      \(suites.map(\.xml).joined())</testsuites>

      """
  }

  private struct Suite {
    let path: String
    let cases: [Case]

    init(path: String, _ findings: [Diagnostic], _ failsFrom: Diagnostic.Severity) {
      self.path = path.withoutDotSlash
      let groups = Dictionary(grouping: findings, by: \.rule)
      cases =
        findings.isEmpty
        ? [Case(name: "bpmnc lint", findings: [], isFailure: false)]
        : groups.keys.sorted().map { rule in
          let findings = groups[rule, default: []]
          return Case(
            name: rule, findings: findings,
            isFailure: findings.contains { $0.severity >= failsFrom })
        }
    }

    var failureCount: Int { cases.count(where: \.isFailure) }

    var xml: String {
      let path = XMLOutput.attribute(path)
      return """
          <testsuite name="\(path)" tests="\(cases.count)" failures="\(failureCount)" errors="0" \
        skipped="0" time="0">
        \(cases.map { $0.xml(path) }.joined())  </testsuite>

        """
    }
  }

  private struct Case {
    let name: String
    let findings: [Diagnostic]
    let isFailure: Bool

    func xml(_ path: String) -> String {
      let head = """
            <testcase name="\(XMLOutput.attribute(name))" classname="\(path)" file="\(path)" time="0"
        """
      guard let first = findings.first(where: { $0.severity == worst }) else {
        return head + "/>\n"
      }
      let text = XMLOutput.text(findings.map(\.plainLines).joined(separator: "\n"))
      let rest = findings.count > 1 ? " (and \(findings.count - 1) more)" : ""
      let message = XMLOutput.attribute(first.message + rest)
      let body =
        isFailure
        ? "<failure message=\"\(message)\" type=\"\(worst.rawValue)\">\(text)</failure>"
        : "<system-out>\(text)</system-out>"
      return "\(head)>\n      \(body)\n    </testcase>\n"
    }

    private var worst: Diagnostic.Severity { findings.map(\.severity).max() ?? .info }
  }
}

extension Diagnostic {
  /// The finding in one line, what to do in a second.
  fileprivate var plainLines: String {
    let start = location.start
    let place = "\(reportPath):\(start.line):\(start.column)"
    return "\(place): \(severity.rawValue): \(message)" + (help.map { "\n  \($0)" } ?? "")
  }
}
