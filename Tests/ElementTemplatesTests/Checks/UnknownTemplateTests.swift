import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("template/unknown")
struct UnknownTemplateTests {
  let library = Fixture.library(
    #"[{"id": "T", "version": 1, "name": "Inquiry", "appliesTo": [], "properties": []},"#
      + #"{"id": "T", "version": 2, "name": "Inquiry", "appliesTo": [], "properties": []}]"#)

  func task(_ attributes: String) -> MarkedText {
    Fixture.diagram("<bpmn:task id=\"A\" name=\"Ask\" \(attributes)/>")
  }

  @Test("a template that is not there is a note")
  func unknownID() throws {
    let text = task("zeebe:modelerTemplate=\"1️⃣com.example\"")
    let finding = try #require(try Fixture.findings(text, library).first)
    #expect(finding.rule == "template/unknown" && finding.severity == .info)
    #expect(finding.location.start == text["1️⃣"] && finding.element?.id == "A")
    #expect(finding.message.contains("\"Ask\"") && finding.message.contains("'com.example'"))
  }

  @Test("an unknown version of a known template is a warning that names the known ones")
  func unknownVersion() throws {
    let text = task("zeebe:modelerTemplate=\"T\" zeebe:modelerTemplateVersion=\"1️⃣3\"")
    let finding = try #require(try Fixture.findings(text, library).first)
    #expect(finding.severity == .warning && finding.location.start == text["1️⃣"])
    #expect(
      finding.message
        == "\"Ask\" uses the unknown version '3' of the template \"Inquiry\" "
        + "(known: 2, 1)")
  }

  @Test("a missing version is one that is not known")
  func noVersion() throws {
    let text = task("zeebe:modelerTemplate=\"1️⃣T\"")
    let finding = try #require(try Fixture.findings(text, library).first)
    #expect(finding.severity == .warning && finding.location.start == text["1️⃣"])
    #expect(
      finding.message
        == "\"Ask\" does not specify a version of the template \"Inquiry\" (known: 2, 1)")
  }

  @Test("a version that is no number is never taken for a missing one")
  func noNumber() throws {
    let unversioned = Fixture.library(
      #"{"id": "T", "name": "Inquiry", "appliesTo": [], "properties": []}"#)
    let text = task("zeebe:modelerTemplate=\"T\" zeebe:modelerTemplateVersion=\"1️⃣one\"")
    let found = try Fixture.findings(text, unversioned)
    #expect(found.map(\.rule) == ["template/unknown"])
    #expect(found.first?.location.start == text["1️⃣"])
  }

  @Test("a message that carries the template of its event is not looked at")
  func message() throws {
    let text = Fixture.diagram(
      "", roots: "<bpmn:message id=\"M\" zeebe:modelerTemplate=\"com.example\"/>")
    #expect(try Fixture.findings(text, library).isEmpty)
  }
}
