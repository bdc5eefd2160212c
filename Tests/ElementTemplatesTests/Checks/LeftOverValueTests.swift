import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("template/left-over")
struct LeftOverValueTests {
  let library = Fixture.library(
    Fixture.template(
      """
      {"id": "kind", "type": "Dropdown", "binding": {"type": "zeebe:input", "name": "kind"},
       "choices": [{"name": "A", "value": "a"}, {"name": "B", "value": "b"}]},
      {"type": "String", "binding": {"type": "zeebe:input", "name": "text"},
       "condition": {"property": "kind", "equals": "a"}},
      {"type": "String", "binding": {"type": "zeebe:taskDefinition", "property": "retries"},
       "condition": {"property": "kind", "equals": "a"}}
      """))

  @Test("what an inactive property wrote is found, and deleted by the fix")
  func leftOver() throws {
    let text = Fixture.diagram(
      Fixture.task(
        Fixture.inputs(
          "<zeebe:input source=\"b\" target=\"kind\"/>",
          "1️⃣<zeebe:input source=\"x\" target=\"text\"/>")))
    let found = try Fixture.findings(text, library)
    let finding = try #require(found.first)
    #expect(found.map(\.rule) == ["template/left-over"] && finding.severity == .warning)
    #expect(finding.location.start == text["1️⃣"])
    let edits = try #require(finding.fixIt).edits
    let fixed = String(decoding: finding.location.source.applying(edits), as: UTF8.self)
    #expect(
      fixed
        == text.text.replacing("<zeebe:input source=\"x\" target=\"text\"/>\n", with: ""))
  }

  @Test("an attribute is left over as well")
  func attribute() throws {
    let text = Fixture.diagram(
      Fixture.task("1️⃣<zeebe:taskDefinition type=\"io:1\" retries=\"3\"/>"))
    let found = try Fixture.findings(text, library)
    #expect(found.map(\.rule) == ["template/left-over"])
    #expect(found.first?.location.start == text["1️⃣"])
    #expect(
      found.first?.message
        == "the task definition 'retries' of \"Ask\" is not used in the current configuration "
        + "of its template \"Inquiry\"")
  }

  @Test("what the template does not know is noted, unless the connector runtime reads it")
  func unexplained() throws {
    let text = Fixture.diagram(
      Fixture.task(
        Fixture.inputs("1️⃣<zeebe:input source=\"x\" target=\"mine\"/>")
          + """
          <zeebe:taskHeaders><zeebe:header key="resultVariable" value="r"/></zeebe:taskHeaders>
          <zeebe:properties><zeebe:property name="messageTtl" value="PT1H"/>
          <zeebe:property name="inbound.responseExpression" value="={}"/></zeebe:properties>
          """))
    let found = try Fixture.findings(text, library)
    #expect(found.map(\.rule) == ["template/left-over"])
    #expect(found.map(\.severity) == [.info] && found.first?.fixIt == nil)
    #expect(found.first?.location.start == text["1️⃣"])
  }

  @Test("a subscription behind which no property stands is found at the message")
  func subscription() throws {
    let text = Fixture.diagram(
      """
      <bpmn:startEvent id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
      <bpmn:messageEventDefinition messageRef="M"/></bpmn:startEvent>
      """,
      roots: """
        <bpmn:message id="M" name="m" zeebe:modelerTemplate="T"><bpmn:extensionElements>
        1️⃣<zeebe:subscription correlationKey="=id"/></bpmn:extensionElements></bpmn:message>
        """)
    let library = Fixture.library(
      """
      {"id": "T", "name": "Start", "version": 1, "appliesTo": ["bpmn:StartEvent"], "properties": [
      {"type": "String", "binding": {"type": "bpmn:Message#zeebe:subscription#property",
       "name": "correlationKey"}}]}
      """)
    let found = try Fixture.findings(text, library)
    #expect(found.map(\.rule) == ["template/left-over"])
    #expect(found.first?.location.start == text["1️⃣"])
  }
}
