import Testing

@Suite("The rules of bpmnlint about flows")
struct FlowRuleTests {
  @Test(
    "count flows by sourceRef and targetRef, whatever incoming and outgoing say",
    arguments: [
      ("no-implicit-start", ["1️⃣"]), ("no-implicit-end", ["3️⃣"]), ("no-implicit-split", ["1️⃣"]),
      ("fake-join", ["3️⃣"]), ("no-disconnected", []), ("no-duplicate-sequence-flows", []),
      ("superfluous-gateway", ["2️⃣"]),
    ])
  func flows(rule: String, marks: [String]) {
    let content = Finding.process(
      """
      1️⃣<bpmn:task id="a"/>
      2️⃣<bpmn:exclusiveGateway id="g"/>
      3️⃣<bpmn:task id="b"/>
      <bpmn:sequenceFlow id="f" sourceRef="a" targetRef="g"/>
      <bpmn:sequenceFlow id="h" sourceRef="g" targetRef="b"/>
      <bpmn:sequenceFlow id="i" sourceRef="a" targetRef="b"/>
      """)
    #expect(Finding.marks(of: rule, in: content) == marks)
  }

  @Test("find each flow of an event-based gateway that has a condition, and a gateway of one flow")
  func eventBasedGateway() {
    let content = Finding.process(
      """
      1️⃣<bpmn:eventBasedGateway id="g"/><bpmn:task id="a"/>
      <bpmn:sequenceFlow id="f" sourceRef="g" targetRef="a">2️⃣<bpmn:conditionExpression>=true</bpmn:conditionExpression></bpmn:sequenceFlow>
      """)
    #expect(Finding.marks(of: "event-based-gateway", in: content) == ["1️⃣", "2️⃣"])
  }

  @Test("find a repeated flow, its source and its target once")
  func duplicates() {
    let content = Finding.process(
      """
      1️⃣<bpmn:task id="a"/>2️⃣<bpmn:task id="b"/>
      <bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b"/>
      3️⃣<bpmn:sequenceFlow id="g" sourceRef="a" targetRef="b"/>
      4️⃣<bpmn:sequenceFlow id="h" sourceRef="a" targetRef="b"/>
      """)
    #expect(
      Finding.marks(of: "no-duplicate-sequence-flows", in: content) == ["1️⃣", "2️⃣", "3️⃣", "4️⃣"])
  }
}
