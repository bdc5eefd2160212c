import Diagnostics
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
        "unsafeFix", "fingerprint",
      ])
    #expect(problem["line"] == 2 && problem["column"] == 10 && problem["endColumn"] == 15)
    #expect(problem["path"] == .null && problem["fixable"] == false)
    #expect(
      document["summary"] == ["files": 3, "errors": 2, "warnings": 0, "infos": 0, "fixable": 0])
  }

  @Test("tells fixes that change what the process does from others")
  func fixes() {
    func members(effect: String?) -> [JSONValue?] {
      var finding = TextReporterTests.finding
      finding.fixIt = .init(title: "Make it 2", edits: [], effect: effect)
      let problem = JSONReporter().report([finding], fileCount: 1)["problems"]?[0]
      return [problem?["fixable"], problem?["unsafeFix"]]
    }
    #expect(members(effect: nil) == [true, .null])
    #expect(members(effect: "it is 2") == [false, "it is 2"])
  }

  @Test("a fingerprint depends on the file's path in its project, not on message, place and count")
  func fingerprints() {
    func fingerprints(_ findings: [Diagnostic], _ paths: [String: String]) -> [JSONValue] {
      JSONReporter().report(findings, fileCount: 1, projectPaths: paths)["problems"]?.array?
        .compactMap { $0["fingerprint"] } ?? []
    }
    var other = TextReporterTests.finding
    other.message = "reworded"
    other.location.range = 0..<1
    let paths = ["a.bpmn": "p/a.bpmn"]
    let known = fingerprints([TextReporterTests.finding], paths)
    #expect(fingerprints([other, TextReporterTests.finding], paths) == known + known)
    #expect(fingerprints([other], [:]) != known)
  }
}
