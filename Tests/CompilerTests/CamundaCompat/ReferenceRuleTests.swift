import Testing

@Suite("The rules of the Camunda plugin about messages, signals, errors and escalations")
struct ReferenceRuleTests {
  private static func event(_ tag: String, _ definition: String) -> String {
    "<bpmn:\(tag) id=\"a\">\(definition)</bpmn:\(tag)>"
  }

  private static let catching = ["startEvent", "intermediateCatchEvent", "boundaryEvent"]
  private static let throwing = ["intermediateThrowEvent", "endEvent"]

  @Test("ask who catches a message for its message", arguments: catching + throwing)
  func message(tag: String) {
    let content = Self.event(tag, "1️⃣<bpmn:messageEventDefinition/>")
    let marks = CompatMarks.of("message-reference", content, version: "8.2")
    #expect(marks == (Self.catching.contains(tag) ? ["1️⃣"] : []))
  }

  @Test("ask who uses a signal for its signal", arguments: catching + throwing)
  func signal(tag: String) {
    let content = Self.event(tag, "1️⃣<bpmn:signalEventDefinition/>")
    #expect(CompatMarks.of("signal-reference", content, version: "8.3") == ["1️⃣"])
  }

  @Test("ask who throws an escalation for its escalation", arguments: catching + throwing)
  func escalation(tag: String) {
    let content = Self.event(tag, "1️⃣<bpmn:escalationEventDefinition/>")
    let marks = CompatMarks.of("escalation-reference", content, version: "8.2")
    #expect(marks == (Self.throwing.contains(tag) ? ["1️⃣"] : []))
  }

  @Test("ask for the error, of who catches it before 8.2 only", arguments: catching + throwing)
  func error(tag: String) {
    let content = Self.event(tag, "1️⃣<bpmn:errorEventDefinition/>")
    #expect(CompatMarks.of("error-reference", content, version: "8.1") == ["1️⃣"])
    let later = Self.throwing.contains(tag) ? ["1️⃣"] : []
    #expect(CompatMarks.of("error-reference", content, version: "8.2") == later)
    #expect(CompatMarks.of("error-reference", content) == later)
  }

  @Test(
    "ask for the name or code of what is named, in the places where it stands",
    arguments: [
      ("message", "message", "name", catching), ("signal", "signal", "name", catching + throwing),
      ("error", "error", "errorCode", catching + throwing),
      ("escalation", "escalation", "escalationCode", catching + throwing),
    ])
  func names(root: String, definition: String, attribute: String, tags: [String]) {
    for tag in tags {
      let missing = Self.referring(tag, root, definition, "1️⃣<bpmn:\(root) id=\"r\"/>")
      #expect(CompatMarks.of("\(root)-reference", missing, version: "8.3") == ["1️⃣"])
      #expect(
        CompatMarks.elements("\(root)-reference", missing, version: "8.3")
          == ["a#eventDefinitions.0.\(root)Ref.\(attribute)"])
      let blank = Self.referring(
        tag, root, definition, "<bpmn:\(root) id=\"r\" 1️⃣\(attribute)=\" \"/>")
      #expect(CompatMarks.of("\(root)-reference", blank, version: "8.3") == ["1️⃣"])
      let whole = Self.referring(
        tag, root, definition, "<bpmn:\(root) id=\"r\" \(attribute)=\"x\"/>")
      #expect(CompatMarks.of("\(root)-reference", whole, version: "8.3") == [])
    }
  }

  private static func referring(
    _ tag: String, _ root: String, _ definition: String, _ element: String
  ) -> String {
    let event = event(tag, "<bpmn:\(definition)EventDefinition \(root)Ref=\"r\"/>")
    return "\(element)<bpmn:process id=\"P\" isExecutable=\"true\">\(event)</bpmn:process>"
  }

  @Test("report each event that uses the same error")
  func shared() {
    let content = """
      1️⃣<bpmn:error id="r"/>
      <bpmn:process id="P" isExecutable="true">
        <bpmn:endEvent id="a"><bpmn:errorEventDefinition errorRef="r"/></bpmn:endEvent>
        <bpmn:endEvent id="b"><bpmn:errorEventDefinition errorRef="r"/></bpmn:endEvent>
      </bpmn:process>
      """
    #expect(CompatMarks.of("error-reference", content, version: "8.2") == ["1️⃣", "1️⃣"])
  }

  @Test("ask a receive task for its message, and for its name")
  func receiveTask() {
    let content = """
      1️⃣<bpmn:message id="m"/>
      <bpmn:process id="P" isExecutable="true">
        <bpmn:receiveTask id="a" messageRef="m"/>2️⃣<bpmn:receiveTask id="b"/><bpmn:sendTask id="c"/>
      </bpmn:process>
      """
    #expect(
      CompatMarks.elements("message-reference", content, version: "8.2")
        == ["a#messageRef.name", "b#messageRef"])
  }

  @Test("look at the first event definition only")
  func firstDefinition() {
    let content = Self.event(
      "endEvent", "<bpmn:terminateEventDefinition/><bpmn:errorEventDefinition/>")
    #expect(CompatMarks.of("error-reference", content, version: "8.2") == [])
  }

  @Test("report an event with two definitions of a type once")
  func twice() {
    let content = Self.event(
      "endEvent", "1️⃣<bpmn:errorEventDefinition/><bpmn:errorEventDefinition/>")
    #expect(CompatMarks.of("error-reference", content, version: "8.2") == ["1️⃣"])
  }

  @Test("see a definition that stands beside the process")
  func referred() {
    let content = """
      1️⃣<bpmn:errorEventDefinition id="d"/>
      <bpmn:process id="P" isExecutable="true">
        <bpmn:endEvent id="a"><bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef></bpmn:endEvent>
        <bpmn:endEvent id="b">2️⃣<bpmn:errorEventDefinition/></bpmn:endEvent>
      </bpmn:process>
      """
    #expect(CompatMarks.of("error-reference", content, version: "8.2") == ["1️⃣", "2️⃣"])
  }

  @Test(
    "let escalations be caught where they can be thrown",
    arguments: [
      ("task", ["1️⃣"]), ("userTask", ["1️⃣"]), ("receiveTask", ["1️⃣"]), ("subProcess", []),
      ("callActivity", []), ("adHocSubProcess", []),
    ])
  func attached(tag: String, marks: [String]) {
    let content = """
      <bpmn:\(tag) id="t"/>
      <bpmn:boundaryEvent id="a" 1️⃣attachedToRef="t"><bpmn:escalationEventDefinition/></bpmn:boundaryEvent>
      <bpmn:boundaryEvent id="b" attachedToRef="t"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
      """
    let rule = "escalation-boundary-event-attached-to-ref"
    #expect(CompatMarks.of(rule, content, version: "8.2") == marks)
  }
}
