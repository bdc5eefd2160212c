import Testing

@Suite("Error and escalation codes")
struct EventCodeTests {
  private static let errors = """
    <bpmn:error id="A" errorCode="a"/><bpmn:error id="B" errorCode="b"/>
    <bpmn:escalation id="EA" escalationCode="a"/><bpmn:escalation id="EB" escalationCode="b"/>
    """

  private func marks(_ rule: String, _ content: String) -> [String] {
    ProjectFinding.marks(
      of: rule,
      in: [
        "a.bpmn": ProjectFinding.diagram("p", roots: Self.errors, content),
        "b.bpmn": ProjectFinding.diagram("other"),
      ])
  }

  private func connector(_ expression: String) -> String {
    "<bpmn:serviceTask id=\"t\"><bpmn:extensionElements>"
      + "<zeebe:taskDefinition type=\"io.camunda:http-json:1\"/><zeebe:taskHeaders>"
      + "<zeebe:header key=\"errorExpression\" value=\"\(expression)\"/></zeebe:taskHeaders>"
      + "</bpmn:extensionElements></bpmn:serviceTask>"
  }

  private func boundary(_ reference: String, mark: String = "") -> String {
    let code = reference.isEmpty ? "" : " errorRef=\"\(reference)\""
    return "\(mark)<bpmn:boundaryEvent id=\"c\" attachedToRef=\"t\">"
      + "<bpmn:errorEventDefinition\(code)/></bpmn:boundaryEvent>"
  }

  private static let throwing =
    "=if error = null then null else bpmnError(1️⃣&#34;a&#34;, &#34;x&#34;)"

  @Test("an error that a connector throws must be caught around it")
  func connectorError() {
    let rule = "flow/uncaught-error"
    let task = connector(Self.throwing)
    #expect(marks(rule, task) == ["a.bpmn 1️⃣"])
    #expect(marks(rule, task + boundary("B")) == ["a.bpmn 1️⃣"])
    #expect(marks(rule, task + boundary("A")) == [])
    #expect(marks(rule, task + boundary("")) == [])
    let around =
      "<bpmn:subProcess id=\"event\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"s\">"
      + "<bpmn:errorEventDefinition errorRef=\"A\"/></bpmn:startEvent></bpmn:subProcess>"
    #expect(marks(rule, task + around) == [])
    #expect(marks(rule, connector("=bpmnError(code, &#34;x&#34;)")) == [])
  }

  @Test("an error may be caught on the call activity that called the process")
  func callActivity() {
    let called = ProjectFinding.diagram(
      "child", roots: Self.errors,
      "<bpmn:startEvent id=\"s\"/><bpmn:endEvent id=\"e\">1️⃣<bpmn:errorEventDefinition errorRef=\"A\"/></bpmn:endEvent>"
    )
    func caller(_ code: String) -> String {
      ProjectFinding.diagram(
        "parent", roots: Self.errors,
        "<bpmn:callActivity id=\"t\"><bpmn:extensionElements><zeebe:calledElement processId=\"child\"/>"
          + "</bpmn:extensionElements></bpmn:callActivity>" + boundary(code, mark: "2️⃣"))
    }
    let rule = "flow/uncaught-error"
    #expect(ProjectFinding.marks(of: rule, in: ["a.bpmn": caller("A"), "b.bpmn": called]) == [])
    #expect(
      ProjectFinding.marks(of: rule, in: ["a.bpmn": caller("B"), "b.bpmn": called])
        == ["b.bpmn 1️⃣"])
    #expect(
      ProjectFinding.marks(
        of: "flow/error-never-thrown", in: ["a.bpmn": caller("B"), "b.bpmn": called])
        == ["a.bpmn 2️⃣"])
    // Alone, the process may be called from anywhere.
    #expect(ProjectFinding.marks(of: rule, in: ["b.bpmn": called]) == [])
  }

  @Test("a boundary event waits for a code that something inside throws")
  func neverThrown() {
    let rule = "flow/error-never-thrown"
    #expect(marks(rule, connector(Self.throwing) + boundary("B", mark: "2️⃣")) == ["a.bpmn 2️⃣"])
    #expect(marks(rule, connector(Self.throwing) + boundary("A")) == [])
    #expect(marks(rule, connector("=bpmnError(code, &#34;x&#34;)") + boundary("B")) == [])
    #expect(marks(rule, connector(Self.throwing) + boundary("")) == [])
  }

  @Test(
    "the rule is silent where any code may be thrown",
    arguments: [
      "<bpmn:serviceTask id=\"t\"><bpmn:extensionElements><zeebe:taskDefinition type=\"mine\"/></bpmn:extensionElements></bpmn:serviceTask>",
      "<bpmn:userTask id=\"t\"/>", "<bpmn:callActivity id=\"t\"/>",
      "<bpmn:callActivity id=\"t\"><bpmn:extensionElements><zeebe:calledElement processId=\"elsewhere\"/></bpmn:extensionElements></bpmn:callActivity>",
      "<bpmn:subProcess id=\"t\"><bpmn:serviceTask id=\"u\"><bpmn:extensionElements><zeebe:taskDefinition type=\"mine\"/></bpmn:extensionElements></bpmn:serviceTask></bpmn:subProcess>",
    ])
  func open(task: String) {
    #expect(marks("flow/error-never-thrown", task + boundary("B")) == [])
  }

  private func escalation(_ code: String, _ catching: String) -> String {
    "<bpmn:subProcess id=\"t\"><bpmn:endEvent id=\"e\">"
      + "1️⃣<bpmn:escalationEventDefinition escalationRef=\"\(code)\"/></bpmn:endEvent></bpmn:subProcess>"
      + "2️⃣<bpmn:boundaryEvent id=\"c\" attachedToRef=\"t\">"
      + "<bpmn:escalationEventDefinition escalationRef=\"\(catching)\"/></bpmn:boundaryEvent>"
  }

  @Test("escalations likewise")
  func escalations() {
    #expect(marks("flow/uncaught-escalation", escalation("EA", "EB")) == ["a.bpmn 1️⃣"])
    #expect(marks("flow/escalation-never-thrown", escalation("EA", "EB")) == ["a.bpmn 2️⃣"])
    #expect(marks("flow/uncaught-escalation", escalation("EA", "EA")) == [])
    #expect(marks("flow/escalation-never-thrown", escalation("EA", "EA")) == [])
  }
}
