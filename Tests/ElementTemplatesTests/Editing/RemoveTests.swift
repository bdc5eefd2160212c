import BPMN
import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("Taking a template off")
struct RemoveTests {
  @Test("what the template wrote goes, what was added by hand stays")
  func plain() throws {
    let library = Fixture.library(
      Fixture.template(
        """
        {"type": "Hidden", "value": "io:1", "binding": {"type": "zeebe:taskDefinition", "property": "type"}},
        {"type": "String", "binding": {"type": "zeebe:input", "name": "url"}},
        {"type": "String", "binding": {"type": "zeebe:taskHeader", "key": "h"}}
        """))
    let text = Fixture.indentedDiagram(
      """
      <bpmn:serviceTask id="A" name="Ask" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
        <bpmn:extensionElements>
          <zeebe:taskDefinition type="io:1"/>
          <zeebe:ioMapping>
            <zeebe:input source="u" target="url"/>
            <zeebe:input source="=1" target="mine"/>
          </zeebe:ioMapping>
          <zeebe:taskHeaders>
            <zeebe:header key="h" value="v"/>
          </zeebe:taskHeaders>
        </bpmn:extensionElements>
        <bpmn:incoming>F</bpmn:incoming>
      </bpmn:serviceTask>
      """)
    let change = try Fixture.editor(library).remove(from: try element(in: text))
    try expectOutsideUnchanged(change)
    #expect(
      Fixture.body(String(decoding: change.bytes, as: UTF8.self)) == """
          <bpmn:process id="P">
            <bpmn:serviceTask id="A" name="Ask">
              <bpmn:extensionElements>
                <zeebe:ioMapping>
                  <zeebe:input source="=1" target="mine"/>
                </zeebe:ioMapping>
              </bpmn:extensionElements>
              <bpmn:incoming>F</bpmn:incoming>
            </bpmn:serviceTask>
          </bpmn:process>
        """)
    #expect(
      change.notes.map(\.message) == [
        "the input 'mine' of \"Ask\" is not part of the template and was kept"
      ])
  }

  @Test("the message goes with it, unless another element refers to it")
  func message() throws {
    let plain = Fixture.indentedDiagram("<bpmn:receiveTask id=\"A\"/>")
    let editor = Fixture.editor(.builtIn)
    let template = try #require(
      TemplateLibrary.builtIn.newest(of: "io.camunda.connectors.Twilio.Webhook.Receive.v1"))
    let applied = try editor.apply(template, to: try element(in: plain))
    let text = String(decoding: applied.bytes, as: UTF8.self)
    let removed = try editor.remove(from: try element(in: text))
    let result = String(decoding: removed.bytes, as: UTF8.self)
    #expect(!result.contains("bpmn:message ") && !result.contains("messageRef"))
    #expect(Fixture.body(result).contains("<bpmn:receiveTask id=\"A\">\n    </bpmn:receiveTask>"))

    let message = try #require(try element(in: text).message?.id)
    let shared = text.replacing(
      "<bpmn:receiveTask id=\"A\"",
      with: "<bpmn:receiveTask id=\"B\" messageRef=\"\(message)\"/>\n<bpmn:receiveTask id=\"A\"")
    let kept = try editor.remove(from: try element(in: shared))
    #expect(String(decoding: kept.bytes, as: UTF8.self).contains("<bpmn:message "))
  }

  @Test("of an unknown template only the name goes, and it is said")
  func unknown() throws {
    let text = Fixture.indentedDiagram(
      "<bpmn:task id=\"A\" zeebe:modelerTemplate=\"X\" zeebe:modelerTemplateIcon=\"data:,\"/>")
    let change = try Fixture.editor(TemplateLibrary()).remove(from: try element(in: text))
    let result = String(decoding: change.bytes, as: UTF8.self)
    #expect(result.contains("<bpmn:task id=\"A\"/>"))
    #expect(change.notes.map(\.rule) == ["template/remove"])
  }

  @Test("an element without a template is refused")
  func noTemplate() throws {
    let text = Fixture.indentedDiagram("<bpmn:task id=\"A\"/>")
    let error = #expect(throws: Diagnostic.self) {
      try Fixture.editor(TemplateLibrary()).remove(from: try element(in: text))
    }
    #expect(error?.message == "\"A\" cannot be changed: it has no template")
  }
}
