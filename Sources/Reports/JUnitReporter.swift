import Diagnostics

/// Reports findings as JUnit test results, which every CI service shows: a suite for each file,
/// with a case for each rule with findings; a file without findings is one passing case.
///
/// A case fails if its findings make the run fail; other findings are output of the suite, so that
/// the report passes if the run does. The document conforms to both schemas in use, that of Ant's
/// JUnit task and that of Jenkins' xUnit plugin; GitLab reads the same elements.
public struct JUnitReporter: Sendable {
  /// Creates a reporter.
  public init() {}

  /// The report as XML.
  public func report(_ report: CheckReport) -> String {
    let suites = report.findingsByFile.enumerated().map { number, file in
      Suite(path: file.path, file.findings, report, number: number).xml
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites>
      \(suites.joined())</testsuites>

      """
  }

  private struct Suite {
    let path: String
    let number: Int
    let time: String
    let cases: [Case]

    init(path: String, _ findings: [Diagnostic], _ report: CheckReport, number: Int) {
      let path = report.path(path)
      self.path = path
      self.number = number
      time = report.time
      let groups = Dictionary(grouping: findings, by: \.rule)
      cases =
        findings.isEmpty
        ? [Case(name: "bpmnc lint", path: path, findings: [], isFailure: false)]
        : groups.keys.sorted().map { rule in
          let findings = groups[rule, default: []]
          return Case(
            name: rule, path: path, findings: findings,
            isFailure: findings.contains(where: report.isFailure))
        }
    }

    var xml: String {
      let path = XMLOutput.attribute(path)
      let folder = path.split(separator: "/").dropLast().joined(separator: ".")
      let failureCount = cases.count(where: \.isFailure)
      let output = cases.filter { !$0.isFailure }.flatMap(\.lines)
      return """
          <testsuite name="\(path)" package="\(folder)" id="\(number)" hostname="localhost" \
        timestamp="\(time)" tests="\(cases.count)" failures="\(failureCount)" errors="0" \
        skipped="0" time="0">
            <properties/>
        \(cases.map(\.xml).joined())    \
        <system-out>\(XMLOutput.text(output.joined(separator: "\n")))</system-out>
            <system-err/>
          </testsuite>

        """
    }
  }

  private struct Case {
    let name: String
    let path: String
    let findings: [Diagnostic]
    let isFailure: Bool

    var xml: String {
      let head = """
            <testcase name="\(XMLOutput.attribute(name))" classname="\(XMLOutput.attribute(path))" \
        time="0"
        """
      guard isFailure, let first = findings.first(where: { $0.severity == worst }) else {
        return head + "/>\n"
      }
      let text = XMLOutput.text(lines.joined(separator: "\n"))
      let rest = findings.count > 1 ? " (and \(findings.count - 1) more)" : ""
      let message = XMLOutput.attribute(first.message + rest)
      let failure = "<failure message=\"\(message)\" type=\"\(worst.rawValue)\">\(text)</failure>"
      return "\(head)>\n      \(failure)\n    </testcase>\n"
    }

    /// Each finding on one line, with its help on a second.
    var lines: [String] {
      findings.map { finding in
        let start = finding.location.start
        let place = "\(path):\(start.line):\(start.column)"
        return "\(place): \(finding.severity.rawValue): \(finding.message)"
          + (finding.help.map { "\n  \($0)" } ?? "")
      }
    }

    private var worst: Diagnostic.Severity { findings.map(\.severity).max() ?? .info }
  }
}
