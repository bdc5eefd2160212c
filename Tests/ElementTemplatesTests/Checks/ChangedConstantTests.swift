import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("template/constant")
struct ChangedConstantTests {
  let library = Fixture.library(
    Fixture.template(
      """
      {"type": "Hidden", "value": "io:1", "binding": {"type": "zeebe:taskDefinition", "property": "type"}},
      {"type": "Hidden", "value": "get", "binding": {"type": "zeebe:input", "name": "method"}},
      {"type": "Hidden", "generatedValue": {"type": "uuid"}, "binding": {"type": "zeebe:input", "name": "u"}},
      {"type": "Hidden", "binding": {"type": "zeebe:input", "name": "both"}},
      {"type": "String", "binding": {"type": "zeebe:input", "name": "both"}}
      """))

  @Test("a constant that is another is found, and set back by the fix")
  func changed() throws {
    let text = Fixture.diagram(
      Fixture.task(
        "<zeebe:taskDefinition type=\"io:1\"/>"
          + Fixture.inputs("<zeebe:input source=\"1️⃣post\" target=\"method\"/>")))
    let found = try Fixture.findings(text, library)
    let finding = try #require(found.first)
    #expect(found.map(\.rule) == ["template/constant"] && finding.severity == .warning)
    #expect(finding.location.start == text["1️⃣"])
    #expect(
      finding.message
        == "\"input 'method'\" of \"Ask\" is 'post', but its template \"Inquiry\" fixes it to 'get'"
    )
    let edits = try #require(finding.fixIt).edits
    let fixed = String(decoding: finding.location.source.applying(edits), as: UTF8.self)
    #expect(fixed == text.text.replacing("\"post\"", with: "\"get\""))
  }

  @Test("generated values and places that a person fills in are free")
  func free() throws {
    let text = Fixture.diagram(
      Fixture.task(
        Fixture.inputs(
          "<zeebe:input source=\"any\" target=\"u\"/>",
          "<zeebe:input source=\"any\" target=\"both\"/>")))
    #expect(try Fixture.findings(text, library).isEmpty)
  }

  @Test("our own templates, which stand in for the official ones, do not count")
  func standIn() throws {
    let text = Fixture.diagram(
      """
      <bpmn:receiveTask id="A" zeebe:modelerTemplate="io.camunda.connectors.Twilio.Webhook.Receive.v1" \
      zeebe:modelerTemplateVersion="1"><bpmn:extensionElements><zeebe:properties>
      <zeebe:property name="inbound.type" value="another"/>
      </zeebe:properties></bpmn:extensionElements></bpmn:receiveTask>
      """)
    let rules = try Fixture.findings(text, .builtIn).map(\.rule)
    #expect(!rules.contains("template/constant"))
  }
}
