import BPMN
import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("Upgrading")
struct UpgradeTests {
  static func template(_ version: Int, _ range: String) -> String {
    """
    {"id": "T", "name": "Inquiry", "version": \(version), "appliesTo": ["bpmn:Task"],
     "engines": {"camunda": "\(range)"}, "properties": []}
    """
  }

  let library = Fixture.library(template(1, "^8.3"), template(2, "^8.5"), template(3, "^8.9"))

  func task(_ version: Int, platform: String) throws -> BPMNElement {
    let content = """
      <bpmn:task id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="\(version)"/>
      """
    let model = try Fixture.model(Fixture.diagram(content, platform: platform))
    return try #require(model.element(id: "A"))
  }

  func result(_ change: TemplateChange?) throws -> BPMNElement? {
    try change.map { try element(in: String(decoding: $0.bytes, as: UTF8.self)) }
  }

  @Test("the newest version that suits the diagram's Camunda is taken")
  func compatible() throws {
    let editor = Fixture.editor(library)
    let older = try editor.upgrade(try task(1, platform: "8.6.0"), to: .latestCompatible)
    #expect(try result(older)?.templateVersion == 2)
    let newer = try editor.upgrade(try task(1, platform: "8.9.0"), to: .latestCompatible)
    #expect(try result(newer)?.templateVersion == 3)
    #expect(newer?.edits.count == 1)
  }

  @Test("an element that has the newest, or one too new, is left alone")
  func nothingToDo() throws {
    let editor = Fixture.editor(library)
    #expect(try editor.upgrade(try task(3, platform: "8.9.0"), to: .latestCompatible) == nil)
    #expect(try editor.upgrade(try task(3, platform: "8.6.0"), to: .latestCompatible) == nil)
    #expect(try editor.upgrade(try task(2, platform: "8.6.0"), to: .version(2)) == nil)
  }

  @Test("a version that is asked for is taken, an unknown one refused")
  func version() throws {
    let editor = Fixture.editor(library)
    let change = try editor.upgrade(try task(2, platform: "8.6.0"), to: .version(1))
    #expect(try result(change)?.templateVersion == 1)
    let error = #expect(throws: Diagnostic.self) {
      try editor.upgrade(try task(2, platform: "8.6.0"), to: .version(9))
    }
    #expect(
      error?.message
        == "\"A\" cannot be changed: the template \"Inquiry\" has no version 9")
    #expect(error?.help == "Known versions are: 3, 2, 1.")
  }

  @Test("an element of an unknown template is left alone")
  func unknown() throws {
    let editor = Fixture.editor(TemplateLibrary())
    #expect(try editor.upgrade(try task(1, platform: "8.9.0"), to: .latestCompatible) == nil)
  }

  @Test("Twilio's start event becomes its message start event and keeps all values")
  func successor() throws {
    let id = "io.camunda.connectors.TwilioWebhook.v1"
    let text = Fixture.indentedDiagram(
      """
      <bpmn:startEvent id="A" zeebe:modelerTemplate="\(id)" zeebe:modelerTemplateVersion="2">
        <bpmn:extensionElements>
          <zeebe:properties>
            <zeebe:property name="inbound.type" value="io.camunda:webhook:1"/>
            <zeebe:property name="inbound.method" value="post"/>
            <zeebe:property name="inbound.context" value="orders"/>
            <zeebe:property name="inbound.activationCondition" value="=true"/>
            <zeebe:property name="messageTtl" value="PT5M"/>
          </zeebe:properties>
        </bpmn:extensionElements>
      </bpmn:startEvent>
      """)
    let change = try #require(
      try Fixture.editor(.builtIn).upgrade(try element(in: text), to: .latestCompatible))
    try expectOutsideUnchanged(change)
    let start = try #require(try result(change))
    #expect(start.templateID == "io.camunda.connectors.TwilioWebhookMessageStart.v1")
    #expect(start.message?.name == "00000010-0000-4000-8000-000000000000")
    let values = start.zeebeProperties.map { "\($0.name ?? "")=\($0.value ?? "")" }
    #expect(values.contains("inbound.context=orders"))
    #expect(values.contains("inbound.method=post"))
    #expect(values.contains("activationCondition==true"))
    #expect(values.contains("messageTtl=PT5M"))
    #expect(!values.contains { $0.hasPrefix("inbound.activationCondition") })
    #expect(change.notes.map(\.message) == [])
  }
}
