import Bundles
import Compiler
import Diagnostics
import ElementTemplates
import JSON
import Linting
import LintRules
import ProjectModel
import Testing

@Suite("A baseline of known findings")
struct BaselineTests {
  private func findings(_ content: String) -> [Diagnostic] {
    let text = Finding.process(content)
    let file = InputFile(path: "a.bpmn", relativePath: "a.bpmn", bytes: Array(text.utf8))
    return Compilation(Project([file]), templates: .builtIn, onlyRule: "label-required").diagnostics
  }

  private func baseline(_ findings: [Diagnostic]) throws -> Baseline {
    try Baseline(parsing: Array(Baseline.document(of: findings).text(.indented).utf8))
  }

  @Test("What is known is left out though lines move; what is new stays")
  func new() throws {
    let known = try baseline(findings(#"<bpmn:task id="a"/>"#))
    let (new, goneCount) = known.new(
      in: findings("\n\n<bpmn:task id=\"b\"/>\n<bpmn:task id=\"a\"/>"))
    #expect(new.map(\.element?.id) == ["b"])
    #expect(goneCount == 0)
  }

  @Test("What is gone is counted")
  func gone() throws {
    let known = try baseline(findings(#"<bpmn:task id="a"/><bpmn:task id="b"/>"#))
    #expect(known.new(in: findings(#"<bpmn:task id="b"/>"#)).goneCount == 1)
  }

  @Test("A second finding like a known one is new")
  func twice() throws {
    let known = try baseline(findings("<bpmn:task/>"))
    #expect(known.new(in: findings("<bpmn:task/><bpmn:task/>")).findings.count == 1)
  }

  @Test("Of several findings alike, the one with an unknown message is new")
  func oneMore() throws {
    func duplicates(_ messages: String...) -> [Diagnostic] {
      messages.map { message in
        var finding = findings("<bpmn:task id=\"a\"/>")[0]
        finding.message = message
        return finding
      }
    }
    let known = try baseline(duplicates("b", "c"))
    #expect(known.new(in: duplicates("a", "b", "c")).findings.map(\.message) == ["a"])
    #expect(known.new(in: duplicates("reworded", "c")).findings.isEmpty)
  }

  @Test("Findings are only gone from files that were checked")
  func otherFiles() throws {
    let known = try baseline(findings(#"<bpmn:task id="a"/>"#))
    let gone = { (path: String) in
      known.new(in: [], Fingerprints(projectPaths: [path: path])).goneCount
    }
    #expect(gone("a.bpmn") == 1 && gone("b.bpmn") == 0)
  }

  @Test("A baseline of version 1 is refused with what to do")
  func version1() {
    let fault = #expect(throws: Baseline.Fault.self) {
      try Baseline(parsing: Array(#"{"version": 1, "findings": []}"#.utf8))
    }
    #expect(fault?.message.contains("write it again with --update-baseline") == true)
  }

  @Test(
    "A file that is no baseline is refused",
    arguments: ["", "{}", #"{"version": 2}"#, #"{"version": 2, "findings": [{}]}"#])
  func refused(text: String) {
    #expect(throws: Baseline.Fault.self) { try Baseline(parsing: Array(text.utf8)) }
  }
}
