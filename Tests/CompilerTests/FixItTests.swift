import Compiler
import Diagnostics
import ElementTemplates
import Linting
import LintRules
import ProjectModel
import Testing

@Suite("Fixes of rules")
struct FixItTests {
  /// A file with everything that a fix could touch by mistake.
  static func diagram(_ content: String, drawing: String = "", after: String = "") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- a comment -->
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe='http://camunda.org/schema/zeebe/1.0'
      xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI">
      <bpmn:process id="P"   isExecutable="true">
    \(content)
      </bpmn:process>\(after)
      <bpmndi:BPMNDiagram id="D">
        <bpmndi:BPMNPlane id="L" bpmnElement="P">
          <bpmndi:BPMNShape id="a_di" bpmnElement="a" />\(drawing)
        </bpmndi:BPMNPlane>
      </bpmndi:BPMNDiagram>
    </bpmn:definitions>
    """
  }

  /// What all fixes of one rule make of a file.
  func fixed(_ text: String, _ rule: String) -> String {
    let file = InputFile(path: "t.bpmn", relativePath: "t.bpmn", bytes: Array(text.utf8))
    let run = FixRun([file], changesBehavior: true) {
      Compilation(Project($0), templates: .builtIn, onlyRule: rule).diagnostics
    }
    return String(decoding: run.files[0].bytes, as: UTF8.self)
  }

  func check(_ rule: String, _ before: String, _ after: String) {
    #expect(fixed(before, rule) == after)
    #expect(!Finding.all(of: rule, in: before).isEmpty)
    #expect(Finding.all(of: rule, in: after).filter { $0.rule == rule }.isEmpty)
  }

  @Test("flows that a node does not list are listed in their place, wrong ones are deleted")
  func flowLists() {
    let flows = """
          <bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b" />
          <bpmn:sequenceFlow id="g" sourceRef="a" targetRef="b" />
          <bpmn:sequenceFlow id="h" sourceRef="b" targetRef="a" />
      """
    check(
      "flow/incoming-outgoing",
      Self.diagram(
        """
            <bpmn:task id="a">
              <bpmn:outgoing>f</bpmn:outgoing>
              <bpmn:outgoing>x</bpmn:outgoing>
              <bpmn:property id="p" />
            </bpmn:task>
            <bpmn:task id="b"><bpmn:incoming>f</bpmn:incoming><bpmn:incoming>g</bpmn:incoming></bpmn:task>
        \(flows)
        """),
      Self.diagram(
        """
            <bpmn:task id="a">
              <bpmn:incoming>h</bpmn:incoming>
              <bpmn:outgoing>f</bpmn:outgoing>
              <bpmn:outgoing>g</bpmn:outgoing>
              <bpmn:property id="p" />
            </bpmn:task>
            <bpmn:task id="b"><bpmn:incoming>f</bpmn:incoming><bpmn:incoming>g</bpmn:incoming>
              <bpmn:outgoing>h</bpmn:outgoing></bpmn:task>
        \(flows)
        """))
  }

  static let repeated = """
        <bpmn:task id="a">
          <bpmn:outgoing>f</bpmn:outgoing>
          <bpmn:outgoing>g</bpmn:outgoing>
        </bpmn:task>
        <bpmn:task id="b">
          <bpmn:incoming>g</bpmn:incoming>
          <bpmn:incoming>f</bpmn:incoming>
        </bpmn:task>
        <bpmn:sequenceFlow id="f" name="yes" sourceRef="a" targetRef="b" />
        <bpmn:sequenceFlow id="g" sourceRef="a" targetRef="b" />
    """

  static let edge = """

          <bpmndi:BPMNEdge id="g_di" bpmnElement="g">
            <bpmndi:BPMNLabel />
          </bpmndi:BPMNEdge>
    """

  @Test("a repeated flow is deleted with its lines and its edge")
  func duplicateFlow() {
    check(
      "no-duplicate-sequence-flows", Self.diagram(Self.repeated, drawing: Self.edge),
      Self.diagram(
        """
            <bpmn:task id="a">
              <bpmn:outgoing>f</bpmn:outgoing>
            </bpmn:task>
            <bpmn:task id="b">
              <bpmn:incoming>f</bpmn:incoming>
            </bpmn:task>
            <bpmn:sequenceFlow id="f" name="yes" sourceRef="a" targetRef="b" />
        """))
  }

  @Test(
    "a repeated flow is kept where it says something of its own or something names it",
    arguments: [
      ("id=\"g\" ", "id=\"g\" name=\"no\" "),
      ("<bpmn:task id=\"a\">", "<bpmn:task id=\"a\" default=\"g\">"),
      (
        "sourceRef=\"a\" targetRef=\"b\" />\n",
        "sourceRef=\"a\" targetRef=\"b\" />\n    <bpmn:association id=\"x\" sourceRef=\"g\" targetRef=\"a\" />\n"
      ),
    ])
  func keptFlow(text: String, replacement: String) {
    let before = Self.diagram(Self.repeated.replacing(text, with: replacement))
    #expect(fixed(before, "no-duplicate-sequence-flows") == before)
  }

  @Test("a terminate event with nothing to terminate becomes a plain end event")
  func termination() {
    let event = """
          <bpmn:endEvent id="a">
      DEFINITION    </bpmn:endEvent>
      """
    check(
      "superfluous-termination",
      Self.diagram(
        event.replacing("DEFINITION", with: "      <bpmn:terminateEventDefinition id=\"t\" />\n")),
      Self.diagram(event.replacing("DEFINITION", with: "")))
  }

  @Test("a condition behind an event-based gateway is deleted")
  func conditions() {
    let content = """
          <bpmn:eventBasedGateway id="a" /><bpmn:task id="b" />
          <bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b">CONDITION</bpmn:sequenceFlow>
          <bpmn:sequenceFlow id="g" sourceRef="a" targetRef="b" />
      """
    check(
      "event-based-gateway",
      Self.diagram(
        content.replacing(
          "CONDITION", with: "<bpmn:conditionExpression>=a</bpmn:conditionExpression>")),
      Self.diagram(content.replacing("CONDITION", with: "")))
  }

  static let userTasks: [(before: String, after: String)] = [
    (
      "<bpmn:userTask id=\"a\" />",
      """
      <bpmn:userTask id="a">
            <bpmn:extensionElements>
              <zeebe:userTask />
            </bpmn:extensionElements>
          </bpmn:userTask>
      """
    ),
    (
      """
      <bpmn:userTask id="a">
            <bpmn:documentation>why</bpmn:documentation>
            <bpmn:incoming>f</bpmn:incoming>
          </bpmn:userTask>
      """,
      """
      <bpmn:userTask id="a">
            <bpmn:documentation>why</bpmn:documentation>
            <bpmn:extensionElements>
              <zeebe:userTask />
            </bpmn:extensionElements>
            <bpmn:incoming>f</bpmn:incoming>
          </bpmn:userTask>
      """
    ),
    (
      """
      <bpmn:userTask id="a">
            <bpmn:extensionElements>
              <zeebe:formDefinition formId="x" />
            </bpmn:extensionElements>
          </bpmn:userTask>
      """,
      """
      <bpmn:userTask id="a">
            <bpmn:extensionElements>
              <zeebe:userTask />
              <zeebe:formDefinition formId="x" />
            </bpmn:extensionElements>
          </bpmn:userTask>
      """
    ),
  ]

  @Test("a user task becomes a Camunda user task", arguments: userTasks)
  func userTask(before: String, after: String) {
    check(
      "camunda-compat/zeebe-user-task", Self.diagram("    " + before),
      Self.diagram("    " + after))
  }

  @Test(
    "a user task with the key of a form or a task definition stays as it is",
    arguments: [#"<zeebe:formDefinition formKey="x"/>"#, #"<zeebe:taskDefinition type="x"/>"#])
  func jobBased(part: String) {
    let text = Self.diagram(
      "    <bpmn:userTask id=\"a\"><bpmn:extensionElements>\(part)"
        + "</bpmn:extensionElements></bpmn:userTask>")
    #expect(fixed(text, "camunda-compat/zeebe-user-task") == text)
  }

  @Test(
    "fixes that change what a process does say what they change",
    arguments: [
      ("camunda-compat/zeebe-user-task", #"<bpmn:userTask id="a"/>"#, "job workers no longer"),
      (
        "superfluous-termination",
        #"<bpmn:endEvent id="a"><bpmn:terminateEventDefinition/></bpmn:endEvent>"#, "other paths"
      ),
      ("no-duplicate-sequence-flows", repeated, "\"b\" is entered once"),
    ])
  func effects(rule: String, content: String, effect: String) {
    let fixes = Finding.all(of: rule, in: Self.diagram(content)).compactMap(\.fixIt)
    #expect(!fixes.isEmpty)
    #expect(fixes.allSatisfy { $0.effect?.contains(effect) == true })
  }
}
