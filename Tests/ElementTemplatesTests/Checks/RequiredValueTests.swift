import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("template/required")
struct RequiredValueTests {
  let library = Fixture.library(
    Fixture.template(
      """
      {"id": "kind", "binding": {"type": "zeebe:input", "name": "kind"}},
      {"label": "Receiver", "feel": "optional", "binding": {"type": "zeebe:input", "name": "to"},
       "constraints": {"notEmpty": true, "pattern": "^[0-9]+$", "minLength": 3},
       "condition": {"property": "kind", "equals": "send"}}
      """))

  func task(_ inputs: String...) -> MarkedText {
    Fixture.diagram(
      "1️⃣"
        + Fixture.task(
          Fixture.inputs(
            "<zeebe:input source=\"send\" target=\"kind\"/>", inputs.joined(separator: "\n"))))
  }

  @Test("a missing value is found at the start tag, by the names that people know")
  func missing() throws {
    let text = task()
    let found = try Fixture.findings(text, library)
    let finding = try #require(found.first)
    #expect(found.map(\.rule) == ["template/required"] && finding.severity == .error)
    #expect(finding.location.start == text["1️⃣"])
    #expect(
      finding.message
        == "\"Ask\" has no value for \"Receiver\", which its template \"Inquiry\" requires")
    #expect(finding.help == "Set the element's input 'to'.")
  }

  @Test("a blank value is found at the value, an empty one at the attribute")
  func blank() throws {
    for input in [
      "<zeebe:input source=\"2️⃣ \u{A0}\" target=\"to\"/>",
      "<zeebe:input 2️⃣source=\"\" target=\"to\"/>",
      "2️⃣<zeebe:input target=\"to\"/>",
    ] {
      let text = task(input)
      let found = try Fixture.findings(text, library)
      #expect(found.map(\.rule) == ["template/required"])
      #expect(found.first?.location.start == text["2️⃣"])
    }
  }

  @Test("a value, or an expression, will do")
  func given() throws {
    for value in ["123", "=x", " = to"] {
      let input = "<zeebe:input source=\"\(value)\" target=\"to\"/>"
      #expect(try Fixture.findings(task(input), library).isEmpty)
    }
  }

  @Test("a value that the template does not ask for now is not required")
  func inactive() throws {
    #expect(try Fixture.findings(Fixture.diagram(Fixture.task()), library).isEmpty)
  }

  @Test("a property without label is named by its place")
  func noLabel() throws {
    let library = Fixture.library(
      Fixture.template(
        """
        {"binding": {"type": "zeebe:taskHeader", "key": "k"}, "constraints": {"notEmpty": true}}
        """))
    let found = try Fixture.findings(Fixture.diagram(Fixture.task()), library)
    #expect(found.first?.message.contains("\"header 'k'\"") == true)
  }

  @Test("the webhook id of a Twilio event and the number of a Twilio task are required")
  func twilio() throws {
    let text = Fixture.diagram(
      """
      1️⃣<bpmn:serviceTask id="A" name="Text" zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1"
        zeebe:modelerTemplateVersion="8"><bpmn:extensionElements><zeebe:ioMapping>
        <zeebe:input source="sendSms" target="operationType"/>
        <zeebe:input 2️⃣source="" target="body.To"/>
        <zeebe:input source="Hello" target="body.Body"/>
      </zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>
      3️⃣<bpmn:receiveTask id="B" zeebe:modelerTemplate="io.camunda.connectors.Twilio.Webhook.Receive.v1"
        zeebe:modelerTemplateVersion="1"/>
      """)
    let required = try Fixture.findings(text, .builtIn).filter { $0.rule == "template/required" }
    let ofTask = required.filter { $0.element?.id == "A" }
    #expect(ofTask.map(\.location.start) == [text["1️⃣"], text["2️⃣"]])
    let ofReceive = required.filter { $0.element?.id == "B" }
    #expect(ofReceive.count == 3)
    #expect(ofReceive.allSatisfy { $0.location.start == text["3️⃣"] })
  }
}
