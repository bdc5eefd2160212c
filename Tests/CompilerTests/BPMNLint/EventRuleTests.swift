import Testing

@Suite("The rules of bpmnlint about events")
struct EventRuleTests {
  @Test(
    "find the event or its scope",
    arguments: [
      ("ad-hoc-sub-process", ["4️⃣"]), ("conditional-event", ["2️⃣"]),
      ("sub-process-blank-start-event", ["1️⃣"]),
      ("event-sub-process-typed-start-event", ["3️⃣"]),
      ("single-event-definition", ["5️⃣"]),
    ])
  func events(rule: String, marks: [String]) {
    let definition = rule == "conditional-event" ? "2️⃣" : ""
    let start = rule == "conditional-event" ? "" : "1️⃣"
    let content = Finding.process(
      """
      <bpmn:subProcess id="s">\(start)<bpmn:startEvent id="a">\(definition)<bpmn:conditionalEventDefinition/></bpmn:startEvent></bpmn:subProcess>
      <bpmn:subProcess id="e" triggeredByEvent="true">3️⃣<bpmn:startEvent id="b"/></bpmn:subProcess>
      <bpmn:adHocSubProcess id="h">4️⃣<bpmn:endEvent id="c"/></bpmn:adHocSubProcess>
      5️⃣<bpmn:endEvent id="d"><bpmn:terminateEventDefinition/><bpmn:errorEventDefinition/></bpmn:endEvent>
      """)
    #expect(Finding.marks(of: rule, in: content) == marks)
  }

  @Test("find globals that are blank, unused or alike; an operation is no use")
  func globals() {
    let content = Finding.diagram(
      """
      1️⃣<bpmn:message id="m" name=" "/>
      2️⃣<bpmn:signal id="s"/>
      <bpmn:interface id="i"><bpmn:operation id="o"><bpmn:inMessageRef>m</bpmn:inMessageRef></bpmn:operation></bpmn:interface>
      """)
    #expect(Finding.marks(of: "global", in: content) == ["1️⃣", "1️⃣", "2️⃣"])
  }
}
