import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("template/choice")
struct ValueChoiceTests {
  let library = Fixture.library(
    Fixture.template(
      """
      {"label": "Method", "type": "Dropdown", "binding": {"type": "zeebe:property", "name": "m"},
       "choices": [{"name": "Any", "value": "any"}, {"name": "Get", "value": "get"}]}
      """))

  func task(_ property: String) -> MarkedText {
    Fixture.diagram(Fixture.task("<zeebe:properties>\(property)</zeebe:properties>"))
  }

  @Test("a value that is no choice is found")
  func noChoice() throws {
    let text = task("<zeebe:property name=\"m\" value=\"1️⃣GET\"/>")
    let found = try Fixture.findings(text, library)
    let finding = try #require(found.first)
    #expect(found.map(\.rule) == ["template/choice"] && finding.severity == .warning)
    #expect(finding.location.start == text["1️⃣"])
    #expect(
      finding.message
        == "\"Method\" of \"Ask\" is 'GET', which its template \"Inquiry\" does not offer")
    #expect(finding.help == "Use one of 'any', 'get'.")
  }

  @Test("a choice will do, and so will none")
  func choice() throws {
    for property in [
      "", "<zeebe:property name=\"m\" value=\"get\"/>", "<zeebe:property name=\"m\" value=\"\"/>",
    ] {
      #expect(try Fixture.findings(task(property), library).isEmpty)
    }
  }
}
