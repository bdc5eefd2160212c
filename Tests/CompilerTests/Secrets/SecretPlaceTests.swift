import Diagnostics
import LintRules
import Testing
import TestSupport

@Suite("Places of secrets")
struct SecretPlaceTests {
  @Test(
    "inputs of connectors and settings of webhooks get values",
    arguments: [
      SecretDiagram.task("{{secrets.A}}", "Bearer {{ secrets.A }}", "=&quot;x {{secrets.A}}&quot;"),
      SecretDiagram.task("={a: [&quot;{{secrets.A}}&quot;]}"),
      SecretDiagram.webhook(
        ("inbound.hmacSecret", "{{secrets.A}}"), ("inbound.context", "{{secrets.A}}"),
        ("inbound.responseExpression", "={body: &quot;{{secrets.A}}&quot;}")),
      "<bpmn:task id=\"T\" name=\"{{secrets.A}}\"><bpmn:documentation>{{secrets.A}}"
        + "</bpmn:documentation></bpmn:task>",
      "<bpmn:textAnnotation id=\"X\"><bpmn:text>secrets.A</bpmn:text></bpmn:textAnnotation>",
    ])
  func silent(elements: String) {
    #expect(SecretDiagram(elements).places == [])
  }

  @Test("headers, outputs and scripts get none")
  func headers() {
    let diagram = SecretDiagram(
      SecretDiagram.task(
        extra: """
          <zeebe:taskHeaders><zeebe:header key="resultExpression" value="={a: 1️⃣secrets.A}"/>
          <zeebe:header key="x" value="2️⃣{{secrets.A}}"/></zeebe:taskHeaders>
          <zeebe:script expression="=&quot;3️⃣{{secrets.A}}&quot;"/>
          """)
          + """
          <bpmn:userTask id="U"><bpmn:extensionElements><zeebe:ioMapping>
          <zeebe:input source="4️⃣{{secrets.A}}" target="a"/>
          <zeebe:output source="=&quot;5️⃣{{secrets.A}}&quot;" target="b"/>
          </zeebe:ioMapping></bpmn:extensionElements></bpmn:userTask>
          """)
    #expect(
      diagram.places == ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣"].map { "unresolved-place \($0)" })
    #expect(
      diagram.findings[1].message
        == "\"Send\": the secret 'A' is used in the task header 'x', where secrets are not resolved"
    )
  }

  @Test(
    "properties that webhooks read from the diagram get none",
    arguments: [
      "resultExpression", "activationCondition", "inbound.activationCondition",
      "correlationKeyExpression", "messageIdExpression", "messageTtl",
    ])
  func rawProperties(name: String) {
    let diagram = SecretDiagram(SecretDiagram.webhook((name, "=&quot;1️⃣{{secrets.A}}&quot;")))
    #expect(diagram.places == ["unresolved-place 1️⃣"])
  }

  @Test("correlation keys and conditions get none")
  func conditions() {
    let diagram = SecretDiagram(
      """
      <bpmn:sequenceFlow id="F"><bpmn:conditionExpression>=x = "1️⃣{{secrets.A}}"\
      </bpmn:conditionExpression></bpmn:sequenceFlow>
      <bpmn:startEvent id="S"><bpmn:extensionElements><zeebe:properties>
      <zeebe:property name="other" value="2️⃣{{secrets.A}}"/></zeebe:properties>
      <zeebe:subscription correlationKey="=&quot;3️⃣{{secrets.A}}&quot;"/>
      </bpmn:extensionElements></bpmn:startEvent>
      """)
    #expect(diagram.places == ["1️⃣", "2️⃣", "3️⃣"].map { "unresolved-place \($0)" })
  }

  @Test("placeholders stand inside strings of FEEL; a whole expression is rewritten")
  func outsideText() throws {
    let diagram = SecretDiagram(
      SecretDiagram.task("=1️⃣{{secrets.A}}", "=1 + 2️⃣{{secrets.A}}")
        + SecretDiagram.webhook(("inbound.responseExpression", "={body: 3️⃣{{secrets.A}}}")))
    #expect(diagram.places == ["1️⃣", "2️⃣", "3️⃣"].map { "unresolved-place \($0)" })
    #expect(diagram.findings.map { $0.fixIt != nil } == [true, false, false])
    #expect(diagram.fixed(from: "source=\"") == "{{secrets.A}}")
  }

  @Test("a task without a template is told of the strict filter")
  func template() {
    let diagram = SecretDiagram(SecretDiagram.task("1️⃣{{secrets.A}}", template: false))
    #expect(diagram.places == ["unresolved-place 1️⃣"])
    #expect(diagram.findings.first?.message.contains("strict filter") == true)
  }
}
