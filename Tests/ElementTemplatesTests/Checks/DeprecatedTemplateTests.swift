import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("template/deprecated")
struct DeprecatedTemplateTests {
  func findings(_ deprecated: String) throws -> [Diagnostic] {
    let library = Fixture.library(Fixture.template("", more: "\"deprecated\": \(deprecated),"))
    let text = Fixture.diagram(
      Fixture.task().replacing("modelerTemplate=\"T", with: "modelerTemplate=\"1️⃣T"))
    let found = try Fixture.findings(text, library)
    #expect(found.allSatisfy { $0.rule == "template/deprecated" && $0.severity == .warning })
    #expect(found.allSatisfy { $0.location.start == text["1️⃣"] })
    return found
  }

  @Test("a deprecated template is found, with its author's advice")
  func deprecated() throws {
    let advised = try findings(#"{"message": "take U", "documentationRef": "https://u"}"#)
    #expect(
      advised.map(\.message)
        == ["\"Ask\" uses the template \"Inquiry\", which is deprecated: take U"])
    #expect(advised.first?.help?.contains("https://u") == true)
    #expect(
      try findings("true").map(\.message)
        == ["\"Ask\" uses the template \"Inquiry\", which is deprecated"])
  }

  @Test("one that is not deprecated is not")
  func notDeprecated() throws {
    #expect(try findings("false").isEmpty)
  }
}
