import Diagnostics
import Reports
import Testing

@Suite("Findings on one line each")
struct UnixReporterTests {
  @Test("a line has place, severity, message and rule, and no control characters")
  func lines() {
    var second = TextReporterTests.finding
    second.severity = .warning
    second.message = "two\nlines"
    let report = CheckReport([second, TextReporterTests.finding], files: [])
    #expect(
      UnixReporter().report(report) == """
        a.bpmn:2:10: warning: two lines [test/rule]
        a.bpmn:2:10: error: x is 1 [test/rule]

        """)
  }

  @Test("statistics count the findings of each rule, the most frequent first")
  func statistics() {
    var other = TextReporterTests.finding
    other.rule = "a/rule"
    other.fixIt = .init(title: "Fix it", edits: [])
    let findings = [other, TextReporterTests.finding, TextReporterTests.finding]
    let lines = RuleStatistics(findings).text.split(separator: "\n")
      .map { $0.split(separator: " ").joined(separator: " ") }
    #expect(lines == ["FINDINGS RULE SEVERITY FIXABLE", "2 test/rule error 0", "1 a/rule error 1"])
  }
}
