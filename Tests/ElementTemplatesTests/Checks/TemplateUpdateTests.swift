import BPMN
import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("template/update")
struct TemplateUpdateTests {
  let library = Fixture.library(
    Fixture.template(""),
    """
    [{"id": "T", "name": "Inquiry", "version": 2, "engines": {"camunda": "^8.5"},
      "appliesTo": ["bpmn:Task"], "properties": []},
     {"id": "T", "name": "Inquiry", "version": 3, "engines": {"camunda": "^8.9"},
      "appliesTo": ["bpmn:Task"], "properties": []}]
    """)

  func findings(platform: String, chosen: PlatformVersion? = nil) throws -> [String] {
    let text = Fixture.diagram(
      Fixture.task().replacing("Version=\"1", with: "Version=\"1️⃣1"), platform: platform)
    let found = try Fixture.findings(text, library, platform: chosen)
    #expect(found.allSatisfy { $0.rule == "template/update" && $0.severity == .info })
    #expect(found.allSatisfy { $0.location.start == text["1️⃣"] })
    return found.map(\.message)
  }

  @Test("the newest version that suits the file's platform is told")
  func suiting() throws {
    #expect(
      try findings(platform: "8.9.0") == [
        "\"Ask\" uses version 1 of the template \"Inquiry\"; version 3 "
          + "for Camunda 8.9 is available"
      ])
    #expect(try findings(platform: "8.6.0").first?.contains("version 2 for") == true)
    #expect(try findings(platform: "8.4.0").isEmpty)
  }

  @Test("a platform that was chosen counts before the file's")
  func chosen() throws {
    #expect(try findings(platform: "8.9.0", chosen: PlatformVersion(8, 3)).isEmpty)
  }

  @Test("without a platform every version suits")
  func noPlatform() throws {
    #expect(
      try findings(platform: "") == [
        "\"Ask\" uses version 1 of the template \"Inquiry\"; version 3 is available"
      ])
  }
}
