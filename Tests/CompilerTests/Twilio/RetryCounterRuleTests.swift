import Testing

@Suite("Retry loops and their counters")
struct RetryCounterRuleTests {
  /// Task, error event, gateway, and from there to the end or back.
  static func loop(
    mapping: String = "", condition: String = "", waiting: String = "<bpmn:task id='Wait'/>",
    headers: [String] = []
  ) -> String {
    TwilioDiagram.task("sendSms", headers: headers, mark: "2️⃣")
      + """
      1️⃣<bpmn:boundaryEvent id='Failed' attachedToRef='Task'><bpmn:extensionElements>
      <zeebe:ioMapping>\(mapping)</zeebe:ioMapping></bpmn:extensionElements>
      <bpmn:errorEventDefinition errorRef='E'/></bpmn:boundaryEvent>
      <bpmn:exclusiveGateway id='G' default='G_Wait'/>\(waiting)<bpmn:endEvent id='End'/>
      <bpmn:sequenceFlow id='G_End' sourceRef='G' targetRef='End'>
      <bpmn:conditionExpression>\(condition)</bpmn:conditionExpression></bpmn:sequenceFlow>
      """ + TwilioDiagram.flows("Failed>G", "G>Wait", "Wait>Task")
  }

  static let count = "<zeebe:output source='=get or else(attempts, 0) + 1' target='attempts'/>"

  func diagram(_ elements: String) -> TwilioDiagram { TwilioDiagram("retry-counter", elements) }

  @Test("a loop back to the call that nothing bounds is a warning at its event")
  func uncounted() {
    let found = diagram(Self.loop(condition: "=attempts &gt;= 3"))
    #expect(found.places == ["w1️⃣"])
    #expect(found.notes == ["2️⃣"])
    #expect(diagram(Self.loop(mapping: Self.count, condition: "=other")).places == ["w1️⃣"])
    #expect(diagram(Self.loop(mapping: Self.count)).places == ["w1️⃣"])
    let direct =
      TwilioDiagram.task("sendSms")
      + "1️⃣<bpmn:boundaryEvent id='F' attachedToRef='Task'><bpmn:timerEventDefinition/>"
      + "</bpmn:boundaryEvent>" + TwilioDiagram.flows("F>Task")
    #expect(diagram(direct).places == ["w1️⃣"])
  }

  @Test("a counter that the gateway reads bounds it, wherever on the loop it is set")
  func counted() {
    let condition = "=attempts &gt;= 3"
    #expect(diagram(Self.loop(mapping: Self.count, condition: condition)).places == [])
    let script =
      "<bpmn:scriptTask id='Wait'><bpmn:extensionElements>"
      + "<zeebe:script expression='=attempts + 1' resultVariable='attempts'/>"
      + "</bpmn:extensionElements></bpmn:scriptTask>"
    #expect(diagram(Self.loop(condition: condition, waiting: script)).places == [])
  }

  @Test(
    "people, messages and workers of one's own may end it",
    arguments: [
      "<bpmn:userTask id='Wait'/>", "<bpmn:receiveTask id='Wait'/>",
      """
      <bpmn:serviceTask id='Wait'><bpmn:extensionElements><zeebe:taskDefinition type='count'/>
      </bpmn:extensionElements></bpmn:serviceTask>
      """,
    ])
  func others(waiting: String) {
    #expect(diagram(Self.loop(condition: "=attempts &gt;= 3", waiting: waiting)).places == [])
  }

  @Test("a failure that is ignored goes on behind the task")
  func ignored() {
    func elements(_ expression: String) -> String {
      TwilioDiagram.task("sendSms", headers: ["errorExpression=" + expression], mark: "1️⃣")
        + "<bpmn:exclusiveGateway id='G'/><bpmn:endEvent id='End'/>"
        + TwilioDiagram.flows("Task>G", "G>Task", "G>End")
    }
    #expect(diagram(elements("ignoreError({failed: true})")).places == ["w1️⃣"])
    #expect(diagram(elements("null")).places == [])
  }

  @Test("a way that does not lead back is no loop, and an event on a sub-process repeats it all")
  func surroundings() {
    let event =
      "1️⃣<bpmn:boundaryEvent id='F' attachedToRef='S'><bpmn:errorEventDefinition/>"
      + "</bpmn:boundaryEvent>"
    let inside =
      "<bpmn:subProcess id='S'>\(TwilioDiagram.task("sendSms"))</bpmn:subProcess>" + event
    #expect(diagram(inside + "<bpmn:endEvent id='X'/>" + TwilioDiagram.flows("F>X")).places == [])
    #expect(diagram(inside + TwilioDiagram.flows("F>S")).places == ["w1️⃣"])
  }
}
