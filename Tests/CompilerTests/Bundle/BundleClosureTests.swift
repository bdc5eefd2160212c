import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@testable import Bundles
@testable import ProjectModel

@Suite("What a bundle may not lack")
struct BundleClosureTests {
  func findings(
    _ inside: String, with others: [BundleFixture.File] = [],
    external: Configuration.External = .init()
  ) -> (summaries: [String], severities: Set<Diagnostic.Severity>, marked: MarkedText) {
    let marked = MarkedText(BundleFixture.process(inside: inside))
    let compilation = BundleFixture.compilation([("a.bpmn", marked.text)] + others)
    let found = BundleClosure.check(compilation, templates: .builtIn, external: external)
    return (found.map(\.summary), Set(found.map(\.severity)), marked)
  }

  static let references = [
    (
      "project/missing-process",
      "<bpmn:callActivity id=\"c\"><bpmn:extensionElements><zeebe:calledElement processId=\"1️⃣x\"/></bpmn:extensionElements></bpmn:callActivity>"
    ),
    (
      "project/missing-form",
      "<bpmn:userTask id=\"u\"><bpmn:extensionElements><zeebe:formDefinition formId=\"1️⃣x\"/></bpmn:extensionElements></bpmn:userTask>"
    ),
    (
      "project/missing-decision",
      "<bpmn:businessRuleTask id=\"d\"><bpmn:extensionElements><zeebe:calledDecision decisionId=\"1️⃣x\" resultVariable=\"r\"/></bpmn:extensionElements></bpmn:businessRuleTask>"
    ),
    (
      "project/missing-resource",
      "<bpmn:serviceTask id=\"s\"><bpmn:extensionElements><zeebe:linkedResources><zeebe:linkedResource resourceId=\"1️⃣x\" resourceType=\"RPA\" linkName=\"l\"/></zeebe:linkedResources></bpmn:extensionElements></bpmn:serviceTask>"
    ),
    (
      "template/unknown",
      "<bpmn:serviceTask id=\"t\" zeebe:modelerTemplate=\"1️⃣my.template\" zeebe:modelerTemplateVersion=\"3\"/>"
    ),
    (
      "template/unknown",
      "<bpmn:serviceTask id=\"t\" zeebe:modelerTemplate=\"1️⃣io.camunda.connectors.Twilio.v1\" zeebe:modelerTemplateVersion=\"999\"/>"
    ),
  ]

  @Test("is an error at its place, in a single file too", arguments: references)
  func missing(rule: String, inside: String) throws {
    let found = findings(inside)
    let place = try #require(found.marked["1️⃣"])
    #expect(found.summaries == ["\(rule)@\(place.line):\(place.column)"])
    #expect(found.severities == [.error])
  }

  @Test("is in another file")
  func present() {
    let robot: BundleFixture.File = ("robot.rpa", "{\"id\": \"x\"}")
    #expect(
      findings(Self.references[0].1, with: [("b.bpmn", BundleFixture.process(id: "x"))])
        .summaries.isEmpty)
    #expect(
      findings(Self.references[1].1, with: [("f.form", "{\"id\": \"x\"}")]).summaries.isEmpty)
    #expect(findings(Self.references[3].1, with: [robot]).summaries.isEmpty)
    #expect(findings(Self.references[3].1, with: [("x.rpa", "{}")]).summaries.isEmpty)
  }

  @Test("is declared as external")
  func external() {
    var external = Configuration.External()
    external.processes = ["x"]
    external.forms = ["x"]
    external.decisions = ["x"]
    external.resources = ["x"]
    for (_, inside) in Self.references.prefix(4) {
      #expect(findings(inside, external: external).summaries.isEmpty)
    }
  }

  @Test("is not asked for where only FEEL can tell")
  func computed() {
    let inside = Self.references[0].1.replacing("1️⃣x", with: "=name")
    #expect(findings(inside).summaries.isEmpty)
  }

  @Test("is looked for by the names that diagrams link")
  func linkedNames() {
    let text = BundleFixture.process(inside: Self.references[3].1.replacing("1️⃣", with: ""))
    let diagram = InputFile(path: "a.bpmn", relativePath: "a.bpmn", bytes: Array(text.utf8))
    let script = InputFile(path: "x.py", relativePath: "in/x.py", bytes: [], kind: .resource)
    #expect(LinkedResources.missingNames(in: [diagram]) == ["x"])
    #expect(LinkedResources.missingNames(in: [diagram, script]).isEmpty)
  }
}
