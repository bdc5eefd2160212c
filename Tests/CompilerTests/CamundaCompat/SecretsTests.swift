import Diagnostics
import Testing
import TestSupport

@Suite("The rule secrets")
struct SecretsTests {
  private func property(_ value: String) -> String {
    CompatMarks.element(
      "task id=\"a\"",
      "<zeebe:properties><zeebe:property name=\"n\" value=\"\(value)\"/></zeebe:properties>")
  }

  @Test("inputs, properties and correlation keys are looked at; outputs and headers are not")
  func places() {
    let content = """
      <bpmn:process id="P" isExecutable="true">
      \(CompatMarks.element("serviceTask id=\"a\"", """
        <zeebe:ioMapping><zeebe:input source="1️⃣secrets.A" target="x"/><zeebe:output source="secrets.A" target="y"/></zeebe:ioMapping>
        <zeebe:properties><zeebe:property name="secrets.A" value="2️⃣secrets.A"/></zeebe:properties>
        <zeebe:taskHeaders><zeebe:header key="k" value="secrets.A"/></zeebe:taskHeaders>
        """))
      <bpmn:receiveTask id="b" messageRef="m"/>
      <bpmn:intermediateCatchEvent id="c"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
      <bpmn:startEvent id="d"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
      <bpmn:sendTask id="e" messageRef="m"/>
      </bpmn:process>
      <bpmn:message id="m"><bpmn:extensionElements><zeebe:subscription correlationKey="=3️⃣secrets.A"/></bpmn:extensionElements></bpmn:message>
      """
    let marks = CompatMarks.of("secrets", content, version: "8.3")
    #expect(marks == ["1️⃣", "2️⃣", "3️⃣", "3️⃣", "3️⃣"])
    let elements = CompatMarks.elements("secrets", content, version: "8.3").sorted()
    #expect(
      elements == [
        "a#extensionElements.values.0.inputParameters.0.source",
        "a#extensionElements.values.1.properties.0.value",
        "b#rootElements.1.extensionElements.values.0.correlationKey",
        "c#rootElements.1.extensionElements.values.0.correlationKey",
        "d#rootElements.1.extensionElements.values.0.correlationKey",
      ])
  }

  @Test("a process, a participant and a collaboration can have properties as well")
  func containers() {
    let extensions =
      "<bpmn:extensionElements><zeebe:properties><zeebe:property value=\"X\"/></zeebe:properties></bpmn:extensionElements>"
    let content = """
      <bpmn:collaboration id="c">\(extensions.replacing("X", with: "1️⃣secrets.A"))<bpmn:participant id="p" processRef="P">\(extensions.replacing("X", with: "2️⃣secrets.A"))</bpmn:participant></bpmn:collaboration>
      <bpmn:process id="P" isExecutable="true">\(extensions.replacing("X", with: "3️⃣secrets.A"))</bpmn:process>
      """
    #expect(CompatMarks.of("secrets", content, version: "8.3") == ["1️⃣", "2️⃣", "3️⃣"])
  }

  @Test(
    "the present form is in order, in any version; that of the engine from 8.10 on",
    arguments: [
      ("{{secrets.FOO}}", "8.3", true), ("{{  secrets.FOO_BAR-1   }}", "8.3", true),
      ("{{secrets.FOO}}", "8.10", true), ("a {{secrets.FOO}} b", "8.3", true),
      ("secrets.FOO", "8.3", false), ("{secrets.FOO}", "8.3", false),
      ("{{secrets.FOO}", "8.3", false), ("{{secrets.}}", "8.3", false),
      ("{{secrets.A B}}", "8.3", false), ("secrets", "8.3", true), ("Secrets.A", "8.3", true),
      ("=camunda.secrets.FOO", "8.9", false), ("=camunda.secrets.FOO", "8.10", true),
      ("{{secrets.FOO}} secrets.BAR", "8.3", true), ("mysecrets.FOO", "8.3", false),
    ])
  func forms(value: String, version: String, isRight: Bool) {
    let count = CompatMarks.of("secrets", property(value), version: version).count
    #expect(count == (isRight ? 0 : 1))
  }

  @Test(
    "the fix writes the present form, and no other byte changes",
    arguments: [
      ("secrets.FOO", "{{secrets.FOO}}"),
      ("Bearer secrets.A-1, secrets.B", "Bearer {{secrets.A-1}}, {{secrets.B}}"),
      ("=secrets.FOO", "=&quot;{{secrets.FOO}}&quot;"),
      ("=&quot;Bearer secrets.FOO&quot; + a", "=&quot;Bearer {{secrets.FOO}}&quot; + a"),
      (
        "=&quot;\\&quot;secrets.A&quot; + secrets.B",
        "=&quot;\\&quot;{{secrets.A}}&quot; + &quot;{{secrets.B}}&quot;"
      ),
    ])
  func fixes(value: String, fixed: String) throws {
    let text = Finding.process(property(value))
    let finding = try #require(Finding.all(of: "camunda-compat/secrets", in: text).first)
    let fixIt = try #require(finding.fixIt)
    let result = String(decoding: finding.location.source.applying(fixIt.edits), as: UTF8.self)
    #expect(result == Finding.process(property(fixed)))
    #expect(Finding.all(of: "camunda-compat/secrets", in: result).isEmpty)
  }

  @Test(
    "there is no fix where it is not sure what the name is",
    arguments: ["secrets.a.b", "mysecrets.A", "x.secrets.A", "{{secrets.A B}}", "secrets. A"])
  func noFix(value: String) throws {
    let text = Finding.process(property(value))
    let finding = try #require(Finding.all(of: "camunda-compat/secrets", in: text).first)
    #expect(finding.fixIt == nil)
  }
}
