import Bundles
import LintRules
import SecretReferences
import Testing

@Suite("Files to fill in")
struct SecretTemplateTests {
  private static let template = SecretTemplate(
    SecretInventory(
      SecretUse.all(
        in: SecretDiagram(
          SecretDiagram.task(
            "{{secrets.TOKEN}} {{secrets.TOKEN}}", "{{secrets.a/b}}", "{{secrets.a=b}}",
            "{{secrets.a.b}}")
        ).project)))

  @Test("NAME=VALUE lines say where each is used, once for an element")
  func environmentFile() {
    #expect(
      Self.template.text(.env) == """
        # The secrets of this project: bpmnc dev --secrets FILE

        # Send (a.bpmn)
        TOKEN=
        # Send (a.bpmn)
        a.b=
        # Send (a.bpmn)
        a/b=
        # Send (a.bpmn)
        # This format does not allow the name a=b

        """)
  }

  @Test("a Kubernetes Secret and a compose file have names as variables can have them")
  func variables() {
    #expect(
      Self.template.text(.k8s) == """
        # Use with envFrom, secretRef and the prefix SECRET_ in a container.
        apiVersion: v1
        kind: Secret
        metadata:
          name: bpmnc-secrets
        type: Opaque
        stringData:
          # Send (a.bpmn)
          TOKEN: ""
          # Send (a.bpmn)
          # for a.b
          a_b: ""
          # Send (a.bpmn)
          # for a/b
          # The variable a_b is already used for another secret: rename one.
          # Send (a.bpmn)
          # This is not a valid variable name.

        """)
    #expect(Self.template.text(.compose).contains("\n      SECRET_TOKEN: ${TOKEN:?}\n"))
  }

  @Test("no label ends a comment")
  func labels() {
    let task =
      "<bpmn:serviceTask id=\"T\" name=\"a&#10;b&#x2028;c\"><bpmn:extensionElements>"
      + "<zeebe:properties><zeebe:property name=\"x\" value=\"{{secrets.A}}\"/></zeebe:properties>"
      + "</bpmn:extensionElements></bpmn:serviceTask>"
    let uses = SecretUse.all(in: SecretDiagram(task).project)
    let text = SecretTemplate(SecretInventory(uses)).text(.env)
    #expect(text.split(whereSeparator: \.isNewline).allSatisfy { $0.hasPrefix("#") || $0 == "A=" })
  }
}
