import BPMN
import ElementTemplates
import Testing

@Suite("The template library")
struct TemplateLibraryTests {
  func template(_ version: Int?, name: String = "N", engines: String? = nil) -> String {
    let version = version.map { "\"version\": \($0)," } ?? ""
    let engines = engines.map { "\"engines\": {\"camunda\": \"\($0)\"}," } ?? ""
    return """
      {"id": "T", "name": "\(name)", \(version) \(engines) "appliesTo": [], "properties": []}
      """
  }

  @Test("a template is found by id and version, no version being one of its own")
  func lookup() {
    let library = Fixture.library(template(0, name: "zero"), template(nil, name: "none"))
    #expect(library.template(id: "T", version: 0)?.name == "zero")
    #expect(library.template(id: "T", version: nil)?.name == "none")
    #expect(library.template(id: "T", version: 1) == nil)
    #expect(library.template(id: "U", version: nil) == nil)
  }

  @Test("of the same id and version the later one wins")
  func laterWins() {
    let library = Fixture.library(
      template(1, name: "first"), "[\(template(1, name: "2nd")), \(template(1, name: "3rd"))]")
    #expect(library.template(id: "T", version: 1)?.name == "3rd")
    #expect(library.versions(of: "T").count == 1)
  }

  @Test("versions come newest first, the one without number last")
  func versions() {
    let library = Fixture.library(template(9), template(nil), template(10))
    #expect(library.versions(of: "T").map(\.version) == [10, 9, nil])
    #expect(library.templates.map(\.version) == [10, 9, nil])
  }

  @Test("the newest is looked for among those that suit the platform")
  func newest() {
    let library = Fixture.library(
      template(1), template(2, engines: "^8.3"), template(3, engines: "^8.8"),
      template(4, engines: "nonsense"))
    #expect(library.newest(of: "T")?.version == 4)
    #expect(library.newest(of: "T", for: PlatformVersion(8, 9))?.version == 3)
    #expect(library.newest(of: "T", for: PlatformVersion(8, 5))?.version == 2)
    #expect(library.newest(of: "T", for: PlatformVersion(7, 0))?.version == 1)
  }

  @Test("an added file wins over a built-in template")
  func addedWins() {
    var library = TemplateLibrary.builtIn
    library.add(
      Fixture.file(
        """
        {"id": "io.camunda.connectors.Twilio.v1", "version": 8, "name": "Official",
         "appliesTo": [], "properties": []}
        """))
    let id = "io.camunda.connectors.Twilio.v1"
    #expect(library.template(id: id, version: 8)?.name == "Official")
    #expect(library.versions(of: id).map(\.version) == [8, 7, 6, 5, 4, 3, 2, 1])
  }
}
