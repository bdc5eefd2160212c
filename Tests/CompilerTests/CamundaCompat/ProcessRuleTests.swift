import JSON
import Testing

@Suite("The rules of the Camunda plugin about processes, diagrams and user tasks")
struct ProcessRuleTests {
  @Test("find processes if none is executable")
  func executable() {
    let content = "<bpmn:process id=\"P\" 1️⃣isExecutable=\"false\"/>2️⃣<bpmn:process id=\"Q\"/>"
    #expect(CompatMarks.of("executable-process", content, version: "8.8") == ["1️⃣", "2️⃣"])
    let one = content + "<bpmn:process id=\"R\" isExecutable=\"true\"/>"
    #expect(CompatMarks.of("executable-process", one, version: "8.8") == [])
  }

  @Test("find the participant of a process where there is one")
  func participant() {
    let content = """
      <bpmn:collaboration id="C">
        <bpmn:participant id="A" processRef="P"/><bpmn:participant id="B"/>
      </bpmn:collaboration>
      <bpmn:process id="P"/><bpmn:process id="Q"/>
      """
    #expect(
      CompatMarks.elements("executable-process", content) == ["A#isExecutable", "Q#isExecutable"])
  }

  @Test("say nothing about a file without processes")
  func noProcess() {
    let content = "<bpmn:collaboration id=\"C\"/><!-- <bpmn:process -->"
    #expect(CompatMarks.of("executable-process", content) == [])
  }

  @Test(
    "ask a process of Camunda 7 for the life time of its history",
    arguments: [
      ("<bpmn:process id=\"P\" isExecutable=\"true\"", [:], ["1️⃣"]),
      ("<bpmn:process id=\"P\" isExecutable=\"true\" camunda:historyTimeToLive=\"\"", [:], ["1️⃣"]),
      ("<bpmn:process id=\"P\" isExecutable=\"true\" camunda:historyTimeToLive=\"9\"", [:], []),
      ("<bpmn:process id=\"P\"", ["platform": "camunda-platform"], []),
      ("<bpmn:process id=\"P\"", [:], ["1️⃣"]),
    ] as [(String, JSONValue, [String])])
  func history(process: String, options: JSONValue, marks: [String]) {
    let found = CompatMarks.of("history-time-to-live", "1️⃣\(process)/>", options: options)
    #expect(found == marks)
  }

  @Test("ask a file for Camunda 8 for no life time of its history")
  func historyOfCamunda8() {
    let text = """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:modeler="http://camunda.org/schema/modeler/1.0"
          modeler:executionPlatform="Camunda Cloud">
        <bpmn:process id="P" isExecutable="true"/>
      </bpmn:definitions>
      """
    let rule = "camunda-compat/history-time-to-live"
    #expect(Finding.elements(of: rule, in: text) == [])
    let other = text.replacing("Camunda Cloud", with: "Camunda Platform")
    #expect(Finding.elements(of: rule, in: other) == ["P"])
  }

  private static func drawing(
    _ shape: String, process: String = "isExecutable=\"true\"", plane: String = "P",
    tag: String = "subProcess"
  ) -> String {
    """
    <bpmn:collaboration id="C"/>
    <bpmn:process id="P" \(process)><bpmn:\(tag) id="a"/></bpmn:process>
    <bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="L" bpmnElement="\(plane)">
      <bpmndi:BPMNShape id="a_di" bpmnElement="a" \(shape)/>
    </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
    """
  }

  @Test("find sub-processes that are drawn collapsed")
  func collapsed() {
    let rule = "collapsed-subprocess"
    let collapsed = Self.drawing("1️⃣isExpanded=\"false\"")
    #expect(CompatMarks.of(rule, collapsed, version: "8.3") == ["1️⃣"])
    #expect(CompatMarks.of(rule, collapsed) == ["1️⃣"])
    #expect(CompatMarks.elements(rule, Self.drawing(""), version: "8.3") == ["a#"])
    #expect(CompatMarks.of(rule, Self.drawing("isExpanded=\"true\""), version: "8.3") == [])
    #expect(CompatMarks.of(rule, Self.drawing("", tag: "callActivity"), version: "8.3") == [])
    #expect(
      CompatMarks.elements(rule, Self.drawing("", tag: "adHocSubProcess"), version: "8.3") == ["a#"]
    )
  }

  @Test("leave out from 8.2 on what is drawn on the plane of a process that is not executable")
  func collapsedElsewhere() {
    let rule = "collapsed-subprocess"
    let other = Self.drawing("", process: "")
    #expect(CompatMarks.elements(rule, other, version: "8.1") == ["a#"])
    #expect(CompatMarks.elements(rule, other, version: "8.2") == [])
    let collaboration = Self.drawing("", process: "", plane: "C")
    #expect(CompatMarks.elements(rule, collaboration, version: "8.2") == ["a#"])
    let nothing = Self.drawing("", plane: "missing")
    #expect(CompatMarks.elements(rule, nothing, version: "8.2") == ["a#"])
  }

  @Test(
    "ask a user task for one form, and for being a Camunda user task",
    arguments: [("user-task-definition", "formDefinition"), ("zeebe-user-task", "userTask")])
  func userTask(rule: String, name: String) {
    let one = CompatMarks.element("userTask", "<zeebe:\(name)/>")
    let two = "1️⃣" + CompatMarks.element("userTask", "<zeebe:\(name)/><zeebe:\(name)/>")
    #expect(CompatMarks.of(rule, one, version: "8.8") == [])
    #expect(CompatMarks.of(rule, two, version: "8.8") == ["1️⃣"])
    #expect(CompatMarks.of(rule, "<bpmn:manualTask id=\"a\"/>", version: "8.8") == [])
  }
}
