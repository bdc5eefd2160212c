import Diagnostics
import Reports
import Testing
import Webhooks
import XML

@Suite("Findings as JUnit's XML")
struct JUnitReporterTests {
  @Test("a case for each file and rule; what does not fail the run is output of its suite")
  func document() throws {
    var report = ReportFixture.report
    report.time = "2026-05-01T12:30:00"
    #expect(
      JUnitReporter().report(report) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
          <testsuite name="my diagrams/größe.bpmn" package="my diagrams" id="0" \
        hostname="localhost" timestamp="2026-05-01T12:30:00" tests="2" failures="1" errors="0" \
        skipped="0" time="0">
            <properties/>
            <testcase name="test/first" classname="my diagrams/größe.bpmn" time="0">
              <failure message="&quot;Send &lt;b&gt; &amp; @team&quot; has 100% of 𝄞1" \
        type="error">my diagrams/größe.bpmn:2:9: error: "Send &lt;b&gt; &amp; @team" has 100% of 𝄞1
          Write 2, or 3.</failure>
            </testcase>
            <testcase name="test/second" classname="my diagrams/größe.bpmn" time="0"/>
            <system-out>my diagrams/größe.bpmn:1:1: info: an element over two lines
        my diagrams/größe.bpmn:2:16: warning: a bell \u{FFFD}, a | and a `tick`</system-out>
            <system-err/>
          </testsuite>
          <testsuite name="empty.bpmn" package="" id="1" hostname="localhost" \
        timestamp="2026-05-01T12:30:00" tests="1" failures="0" errors="0" skipped="0" time="0">
            <properties/>
            <testcase name="bpmnc lint" classname="empty.bpmn" time="0"/>
            <system-out></system-out>
            <system-err/>
          </testsuite>
        </testsuites>

        """)
  }

  @Test("a warning fails its case where it fails the run")
  func failOnWarning() {
    let report = CheckReport([ReportFixture.warning], files: [], failsFrom: .warning)
    #expect(JUnitReporter().report(report).contains("<failure message=\"a bell"))
  }

  @Test("the counts are those of the cases, and names are used once in a file")
  func counts() throws {
    let findings = [ReportFixture.error, ReportFixture.error, ReportFixture.warning]
    let text = JUnitReporter().report(CheckReport(findings, files: ["empty.bpmn"]))
    let root = try expectWellFormed(text).root
    for suite in root.children {
      let cases = suite.children.filter { $0.name.local == "testcase" }
      let failures = cases.count { $0.children.contains { $0.name.local == "failure" } }
      #expect(suite["tests"] == String(cases.count) && suite["failures"] == String(failures))
      #expect(Set(cases.map { $0["name"] }).count == cases.count)
    }
    #expect(text.contains("(and 1 more)"))
  }
}
