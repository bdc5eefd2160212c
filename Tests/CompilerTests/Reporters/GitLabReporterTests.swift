import Diagnostics
import JSON
import LintRules
import Reports
import Testing
import Webhooks

@Suite("Findings as GitLab's code quality report")
struct GitLabReporterTests {
  @Test("each finding has what GitLab asks for")
  func members() throws {
    let findings = try #require(GitLabReporter().report(ReportFixture.report).array)
    #expect(findings.map { $0["severity"]?.string } == ["info", "major", "minor"])
    #expect(
      findings[1].object?.members.filter { $0.key != "fingerprint" }.map(\.key) == [
        "description", "check_name", "severity", "location",
      ])
    #expect(
      findings[1]["location"]
        == ["path": "my diagrams/größe.bpmn", "lines": ["begin": 2, "end": 2]])
    #expect(findings[1]["description"] == "\"Send <b> & @team\" has 100% of 𝄞1. Write 2, or 3.")
  }

  @Test("fingerprints differ, also of findings that are alike, and stay when lines move")
  func fingerprints() {
    let twice = CheckReport([ReportFixture.error, ReportFixture.error], files: [])
    let prints = GitLabReporter().report(twice).array?.compactMap { $0["fingerprint"]?.string }
    #expect(Set(prints ?? []).count == 2)
    var moved = ReportFixture.error
    moved.location.range = 0..<1
    let other = GitLabReporter().report(CheckReport([moved], files: []))
    #expect(other[0]?["fingerprint"]?.string == prints?.first)
  }

  @Test("an empty list where nothing was found")
  func nothing() { #expect(GitLabReporter().report(ReportFixture.nothing) == []) }
}
