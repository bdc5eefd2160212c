import Testing

@Suite("The rules of bpmnlint about names and labels")
struct NameRuleTests {
  static let flows =
    "<bpmn:task id=\"t\" name=\"t\"/><bpmn:task id=\"u\" name=\"u\"/>"
    + GatewayRuleTests.flows("x>t x>u")

  @Test(
    "flow nodes, conditional flows, participants and lanes have a label",
    arguments: [
      ("task", true), ("serviceTask", true), ("callActivity", true), ("startEvent", true),
      ("boundaryEvent", true), ("endEvent", true), ("subProcess", false),
      ("adHocSubProcess", false), ("transaction", false), ("exclusiveGateway", false),
      ("dataObjectReference", false), ("textAnnotation", false),
    ])
  func nodes(type: String, isAsked: Bool) {
    for (name, isBlank) in [
      ("", true), ("name=\"\"", true), ("name=\" \"", true), ("name=\"a\"", false),
    ] {
      let marks = Finding.marks(
        of: "label-required", in: Finding.process("1️⃣<bpmn:\(type) id=\"x\" \(name)/>"))
      #expect(marks == (isAsked && isBlank ? ["1️⃣"] : []), "\(name)")
    }
  }

  @Test(
    "a gateway that decides has a label",
    arguments: [
      ("exclusiveGateway", true), ("inclusiveGateway", true), ("complexGateway", true),
      ("parallelGateway", false), ("eventBasedGateway", false),
    ])
  func gateways(type: String, isAsked: Bool) {
    let content = Finding.process("1️⃣<bpmn:\(type) id=\"x\"/>" + Self.flows)
    #expect(Finding.marks(of: "label-required", in: content) == (isAsked ? ["1️⃣"] : []))
  }

  @Test("a flow with a condition has a label, one without needs none")
  func conditionalFlows() {
    let content = Finding.process(
      """
      <bpmn:exclusiveGateway id="x" name="x"/><bpmn:task id="t" name="t"/>
      1️⃣<bpmn:sequenceFlow id="f" sourceRef="x" targetRef="t"><bpmn:conditionExpression>=a</bpmn:conditionExpression></bpmn:sequenceFlow>
      <bpmn:sequenceFlow id="g" sourceRef="x" targetRef="t"/>
      """)
    #expect(Finding.marks(of: "label-required", in: content) == ["1️⃣"])
  }

  @Test("pools and lanes have a label, nested lanes as well")
  func lanes() {
    let content = Finding.diagram(
      """
      <bpmn:collaboration id="c">1️⃣<bpmn:participant id="p"/><bpmn:participant id="q" name="q"/></bpmn:collaboration>
      <bpmn:process id="r"><bpmn:laneSet id="s">2️⃣<bpmn:lane id="l"><bpmn:childLaneSet id="n">3️⃣<bpmn:lane id="m"/></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet></bpmn:process>
      """)
    #expect(Finding.marks(of: "label-required", in: content) == ["1️⃣", "2️⃣", "3️⃣"])
  }

  /// Roots of each kind, and an element that uses one.
  static let kinds: [(kind: String, use: String)] = [
    ("message", "<bpmn:receiveTask id=\"t\" messageRef=\"g\"/>"),
    ("message", "<bpmn:sendTask id=\"t\" messageRef=\"g\"/>"),
    (
      "message",
      "<bpmn:startEvent id=\"t\"><bpmn:messageEventDefinition messageRef=\"g\"/></bpmn:startEvent>"
    ),
    (
      "error", "<bpmn:endEvent id=\"t\"><bpmn:errorEventDefinition errorRef=\"g\"/></bpmn:endEvent>"
    ),
    (
      "signal",
      "<bpmn:endEvent id=\"t\"><bpmn:signalEventDefinition signalRef=\"g\"/></bpmn:endEvent>"
    ),
    (
      "escalation",
      "<bpmn:subProcess id=\"s\"><bpmn:endEvent id=\"t\"><bpmn:escalationEventDefinition escalationRef=\"g\"/></bpmn:endEvent></bpmn:subProcess>"
    ),
  ]

  @Test("what is used and has a name, or no name attribute, is in order", arguments: kinds)
  func used(kind: String, use: String) {
    func marks(_ attributes: String, _ use: String) -> [String] {
      Finding.marks(
        of: "global",
        in: Finding.diagram(
          "1️⃣<bpmn:\(kind) id=\"g\" \(attributes)/><bpmn:process id=\"p\">\(use)</bpmn:process>"))
    }
    #expect(marks("name=\"a\"", use) == [])
    #expect(marks("", use) == [])
    #expect(marks("name=\" \"", use) == ["1️⃣"])
    #expect(marks("name=\"a\"", "") == ["1️⃣"])
    #expect(marks("name=\"\"", "") == ["1️⃣", "1️⃣"])
  }

  @Test("a message is used by a message flow, not by a service task, an operation or another kind")
  func uses() {
    func marks(_ use: String) -> [String] {
      Finding.marks(
        of: "global", in: Finding.diagram("1️⃣<bpmn:message id=\"g\" name=\"a\"/>" + use))
    }
    #expect(
      marks(
        "<bpmn:collaboration id=\"c\"><bpmn:messageFlow id=\"f\" messageRef=\"g\"/></bpmn:collaboration>"
      ) == [])
    #expect(
      marks("<bpmn:process id=\"p\"><bpmn:serviceTask id=\"t\" messageRef=\"g\"/></bpmn:process>")
        == ["1️⃣"])
    #expect(
      marks(
        "<bpmn:interface id=\"i\"><bpmn:operation id=\"o\"><bpmn:inMessageRef>g</bpmn:inMessageRef></bpmn:operation></bpmn:interface>"
      ) == ["1️⃣"])
  }

  @Test("two of one kind and name are both found; two without a name count as alike")
  func alike() {
    func elements(_ roots: String) -> [String] {
      Finding.elements(
        of: "global",
        in: Finding.diagram(
          roots
            + """
            <bpmn:process id="p"><bpmn:receiveTask id="t" messageRef="a"/><bpmn:receiveTask id="u" messageRef="b"/>
            <bpmn:endEvent id="v"><bpmn:signalEventDefinition signalRef="b"/></bpmn:endEvent></bpmn:process>
            """))
    }
    #expect(
      elements("<bpmn:message id=\"a\" name=\"x\"/><bpmn:message id=\"b\" name=\"x\"/>") == [
        "a", "b",
      ])
    #expect(elements("<bpmn:message id=\"a\"/><bpmn:message id=\"b\"/>") == ["a", "b"])
    #expect(
      elements("<bpmn:message id=\"a\" name=\"x\"/><bpmn:message id=\"b\" name=\"X\"/>") == [])
    #expect(
      elements("<bpmn:message id=\"a\" name=\"x\"/><bpmn:signal id=\"b\" name=\"x\"/>") == [])
  }

  @Test("a diagram without roots of these kinds has nothing to be found")
  func none() {
    #expect(Finding.marks(of: "global", in: Finding.diagram("")) == [])
  }
}
