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
}
