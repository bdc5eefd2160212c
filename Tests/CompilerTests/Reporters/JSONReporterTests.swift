import JSON
import LintRules
import Reports
import Testing

@Suite("Findings as JSON")
struct JSONReporterTests {
  @Test("has every member of the contract, null where there is nothing")
  func json() throws {
    let document = JSONReporter().report(
      [TextReporterTests.finding, TextReporterTests.finding], fileCount: 3)
    let problem = try #require(document["problems"]?[0]?.object)
    #expect(
      problem.members.map(\.key) == [
        "file", "line", "column", "endLine", "endColumn", "rule", "severity", "element",
        "elementName", "elementType", "process", "path", "message", "help", "fixable",
        "fingerprint",
      ])
    #expect(problem["line"] == 2 && problem["column"] == 10 && problem["endColumn"] == 15)
    #expect(problem["path"] == .null && problem["fixable"] == false)
    #expect(document["summary"] == ["files": 3, "errors": 2, "warnings": 0])
    #expect(problem["fingerprint"] != document["problems"]?[1]?["fingerprint"])
  }
}
