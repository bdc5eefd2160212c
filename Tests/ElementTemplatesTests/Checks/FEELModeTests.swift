import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("template/feel")
struct FEELModeTests {
  let library = Fixture.library(
    Fixture.template(
      """
      {"label": "Items", "type": "Text", "feel": "required",
       "binding": {"type": "zeebe:input", "name": "items"}},
      {"label": "Result", "type": "Text", "feel": "required",
       "binding": {"type": "zeebe:taskHeader", "key": "resultExpression"}}
      """))

  @Test("plain text where an expression must stand is found, and the fix puts the sign before it")
  func plainText() throws {
    let text = Fixture.diagram(
      Fixture.task(Fixture.inputs("<zeebe:input source=\"1️⃣[1, 2]\" target=\"items\"/>")))
    let found = try Fixture.findings(text, library)
    let finding = try #require(found.first)
    #expect(found.map(\.rule) == ["template/feel"] && finding.severity == .warning)
    #expect(finding.location.start == text["1️⃣"])
    let edits = try #require(finding.fixIt).edits
    let fixed = String(decoding: finding.location.source.applying(edits), as: UTF8.self)
    #expect(fixed == text.text.replacing("\"[1, 2]\"", with: "\"=[1, 2]\""))
  }

  @Test("what the connector runtime evaluates needs no sign, and nothing may be empty")
  func inOrder() throws {
    for extensions in [
      Fixture.inputs("<zeebe:input source=\"=[1]\" target=\"items\"/>"),
      Fixture.inputs("<zeebe:input target=\"items\"/>"),
      "<zeebe:taskHeaders><zeebe:header key=\"resultExpression\" value=\"{a: 1}\"/></zeebe:taskHeaders>",
    ] {
      #expect(try Fixture.findings(Fixture.diagram(Fixture.task(extensions)), library).isEmpty)
    }
  }
}
