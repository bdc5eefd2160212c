import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("template/engine")
struct EngineMismatchTests {
  func template(_ version: Int, _ range: String) -> String {
    """
    {"id": "T", "name": "Inquiry", "version": \(version), "appliesTo": ["bpmn:Task"],
     "engines": {"camunda": "\(range)"}, "properties": []}
    """
  }

  func diagram(_ platform: String) -> MarkedText {
    Fixture.diagram(
      """
      <bpmn:task id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1️⃣2"/>
      """, platform: platform)
  }

  @Test("a template for another Camunda is found, and a version that suits is named")
  func mismatch() throws {
    let library = Fixture.library(template(1, "^8.5"), template(2, "^8.9"))
    let text = diagram("8.6.0")
    let found = try Fixture.findings(text, library)
    #expect(found.map(\.rule) == ["template/engine"] && found.first?.severity == .warning)
    #expect(found.first?.location.start == text["1️⃣"])
    #expect(
      found.first?.message
        == "\"A\" uses the template \"Inquiry\", which requires Camunda ^8.9; the diagram targets "
        + "8.6.0")
    #expect(
      found.first?.help
        == "Use version 1 of the template: 'bpmnc template upgrade --to 1'.")
  }

  @Test("a range that holds, and a diagram without a version, are in order")
  func inOrder() throws {
    let library = Fixture.library(template(2, "^8.9"))
    #expect(try Fixture.findings(diagram("8.10.1"), library).isEmpty)
    #expect(try Fixture.findings(diagram("unknown"), library).isEmpty)
  }
}
