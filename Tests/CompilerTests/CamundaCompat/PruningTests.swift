import Testing

@Suite("Rules of the Camunda plugin in processes that are not executable")
struct PruningTests {
  static let contents: [(rule: String, version: String, content: String)] = [
    (
      "feel", "8.2",
      #"<bpmn:scriptTask id="s"><bpmn:extensionElements><zeebe:script expression="=a +1️⃣"/></bpmn:extensionElements></bpmn:scriptTask>"#
    ),
    (
      "feel-compatibility", "8.2",
      #"<bpmn:scriptTask id="s"><bpmn:extensionElements><zeebe:script expression="=1️⃣uuid()"/></bpmn:extensionElements></bpmn:scriptTask>"#
    ),
    (
      "secrets", "8.3",
      #"<bpmn:task id="s"><bpmn:extensionElements><zeebe:properties><zeebe:property name="a" value="1️⃣secrets.A"/></zeebe:properties></bpmn:extensionElements></bpmn:task>"#
    ),
    (
      "start-event-form", "8.2",
      #"<bpmn:startEvent id="s"><bpmn:extensionElements>1️⃣<zeebe:formDefinition formId="a"/></bpmn:extensionElements></bpmn:startEvent>"#
    ),
    (
      "start-event-form-embedded", "8.9",
      #"<bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:formDefinition 1️⃣formKey="camunda-forms:bpmn:a"/></bpmn:extensionElements></bpmn:startEvent>"#
    ),
    (
      "task-schedule", "8.2",
      #"<bpmn:userTask id="s"><bpmn:extensionElements><zeebe:taskSchedule 1️⃣dueDate="soon"/></bpmn:extensionElements></bpmn:userTask>"#
    ),
    (
      "priority-definition", "8.6",
      #"<bpmn:userTask id="s"><bpmn:extensionElements><zeebe:priorityDefinition 1️⃣priority="high"/></bpmn:extensionElements></bpmn:userTask>"#
    ),
    ("timer", "8.2", #"<bpmn:startEvent id="s">1️⃣<bpmn:timerEventDefinition/></bpmn:startEvent>"#),
    (
      "user-task-form", "8.2",
      #"<bpmn:userTask id="s"><bpmn:extensionElements>1️⃣<zeebe:formDefinition/></bpmn:extensionElements></bpmn:userTask>"#
    ),
    (
      "variable-name", "8.2",
      #"<bpmn:scriptTask id="s"><bpmn:extensionElements><zeebe:script 1️⃣resultVariable="a-b"/></bpmn:extensionElements></bpmn:scriptTask>"#
    ),
    (
      "version-tag", "8.6",
      #"<bpmn:callActivity id="s"><bpmn:extensionElements>1️⃣<zeebe:calledElement bindingType="versionTag"/></bpmn:extensionElements></bpmn:callActivity>"#
    ),
    (
      "no-loop", "8.2",
      #"1️⃣<bpmn:task id="s"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="s"/>"#
    ),
  ]

  static func process(_ content: String, _ attributes: String) -> String {
    "<bpmn:process id=\"p\" \(attributes)>\(content)</bpmn:process>"
  }

  @Test("check executable processes and no others from 8.2 on", arguments: contents)
  func since82(rule: String, version: String, content: String) throws {
    for (attributes, isChecked) in [
      ("isExecutable=\"true\"", true), ("isExecutable=\"false\"", false), ("", false),
    ] {
      let marks = CompatMarks.of(rule, Self.process(content, attributes), version: version)
      #expect(marks == (isChecked ? ["1️⃣"] : []), "\(attributes)")
    }
  }

  @Test("check every process when they run unversioned", arguments: contents)
  func unversioned(rule: String, version: String, content: String) throws {
    // What only older versions refuse, and what needs a version, has nothing to say then.
    let isVersioned = ["feel-compatibility", "start-event-form"].contains(rule)
    let marks = CompatMarks.of(rule, Self.process(content, ""), version: nil)
    #expect(marks == (isVersioned ? [] : ["1️⃣"]))
  }

  @Test(
    "check every process before 8.2",
    arguments: contents.filter { $0.version == "8.2" && $0.rule != "feel-compatibility" })
  func before82(rule: String, version: String, content: String) throws {
    #expect(CompatMarks.of(rule, Self.process(content, ""), version: "8.1") == ["1️⃣"])
  }

  @Test("a message of several processes is found in those that are executable")
  func sharedMessage() throws {
    let content = """
      <bpmn:process id="a"><bpmn:receiveTask id="a1" messageRef="m"/></bpmn:process>
      <bpmn:process id="b" isExecutable="true">1️⃣<bpmn:receiveTask id="b1" messageRef="m"/></bpmn:process>
      <bpmn:message id="m" name="m"/>
      """
    #expect(CompatMarks.of("subscription", content, version: "8.2") == ["1️⃣"])
    #expect(CompatMarks.of("subscription", content, version: "8.1") == ["?", "1️⃣"])
  }
}
