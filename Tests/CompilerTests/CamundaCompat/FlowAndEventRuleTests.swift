import Testing

@Suite("The rules of the Camunda plugin about flows and events")
struct FlowAndEventRuleTests {
  private static func flows(_ tag: String, _ flows: String) -> String {
    "<bpmn:\(tag)/><bpmn:task id=\"t\"/><bpmn:task id=\"u\"/>\(flows)"
  }

  @Test(
    "ask for a condition on each flow of a gateway that decides, but the default",
    arguments: ["exclusiveGateway", "inclusiveGateway"])
  func conditions(tag: String) {
    let content = Self.flows(
      "\(tag) id=\"g\" default=\"d\"",
      """
      1️⃣<bpmn:sequenceFlow id="a" sourceRef="g" targetRef="t"/>
      <bpmn:sequenceFlow id="b" sourceRef="g" targetRef="u"><bpmn:conditionExpression/></bpmn:sequenceFlow>
      <bpmn:sequenceFlow id="d" sourceRef="g" targetRef="u"/>
      """)
    #expect(CompatMarks.of("sequence-flow-condition", content, version: "8.2") == ["1️⃣"])
    #expect(
      CompatMarks.elements("sequence-flow-condition", content, version: "8.2")
        == ["a#conditionExpression"])
  }

  @Test("ask for none on the only flow of a gateway, nor on the flows of others")
  func noCondition() {
    let one = "<bpmn:sequenceFlow id=\"a\" sourceRef=\"g\" targetRef=\"t\"/>"
    let two = one + "<bpmn:sequenceFlow id=\"b\" sourceRef=\"g\" targetRef=\"u\"/>"
    let only = Self.flows("exclusiveGateway id=\"g\"", one)
    #expect(CompatMarks.of("sequence-flow-condition", only, version: "8.2") == [])
    let parallel = Self.flows("parallelGateway id=\"g\"", two)
    #expect(CompatMarks.of("sequence-flow-condition", parallel, version: "8.2") == [])
  }

  @Test(
    "allow no condition after anything but a gateway that decides",
    arguments: [
      ("task", ["1️⃣"]), ("parallelGateway", ["1️⃣"]), ("eventBasedGateway", ["1️⃣"]),
      ("startEvent", ["1️⃣"]), ("exclusiveGateway", []), ("inclusiveGateway", []),
    ])
  func source(tag: String, marks: [String]) {
    let content = Self.flows(
      "\(tag) id=\"g\"",
      "<bpmn:sequenceFlow id=\"a\" sourceRef=\"g\" targetRef=\"t\">1️⃣<bpmn:conditionExpression/>"
        + "</bpmn:sequenceFlow>")
    #expect(CompatMarks.of("sequence-flow-condition", content, version: "8.2") == marks)
  }

  @Test("find a receive task after event-based gateways once, and no other element")
  func eventBased() {
    let content = """
      <bpmn:eventBasedGateway id="g"/><bpmn:eventBasedGateway id="h"/><bpmn:task id="t"/>
      1️⃣<bpmn:receiveTask id="a"/><bpmn:receiveTask id="b"/><bpmn:intermediateCatchEvent id="c"/>
      <bpmn:sequenceFlow id="f1" sourceRef="g" targetRef="a"/>
      <bpmn:sequenceFlow id="f2" sourceRef="h" targetRef="a"/>
      <bpmn:sequenceFlow id="f3" sourceRef="t" targetRef="b"/>
      <bpmn:sequenceFlow id="f4" sourceRef="g" targetRef="c"/>
      """
    #expect(CompatMarks.of("event-based-gateway-target", content, version: "8.2") == ["1️⃣"])
  }

  @Test("let an inclusive gateway have one incoming flow")
  func inclusive() {
    let content = """
      <bpmn:task id="t"/><bpmn:inclusiveGateway id="a"/><bpmn:parallelGateway id="b"/>
      <bpmn:sequenceFlow id="f" sourceRef="t" targetRef="a"/>
      <bpmn:sequenceFlow id="g" sourceRef="a" targetRef="b"/>
      <bpmn:sequenceFlow id="h" sourceRef="a" targetRef="b"/>
      """
    #expect(CompatMarks.of("inclusive-gateway", content, version: "8.5") == [])
  }

  @Test("find link events without name, and catch events of one name in all of a process")
  func links() {
    let content = """
      <bpmn:intermediateCatchEvent id="a">1️⃣<bpmn:linkEventDefinition name="x"/></bpmn:intermediateCatchEvent>
      <bpmn:subProcess id="s">
        <bpmn:intermediateCatchEvent id="b">2️⃣<bpmn:linkEventDefinition name="x"/></bpmn:intermediateCatchEvent>
      </bpmn:subProcess>
      <bpmn:intermediateThrowEvent id="c"><bpmn:linkEventDefinition name="x"/></bpmn:intermediateThrowEvent>
      <bpmn:intermediateCatchEvent id="d"><bpmn:linkEventDefinition name="y"/></bpmn:intermediateCatchEvent>
      <bpmn:intermediateCatchEvent id="e">3️⃣<bpmn:linkEventDefinition/></bpmn:intermediateCatchEvent>
      <bpmn:intermediateThrowEvent id="f"><bpmn:linkEventDefinition 4️⃣name=" "/></bpmn:intermediateThrowEvent>
      """
    #expect(
      CompatMarks.of("link-event", content, version: "8.2") == ["1️⃣", "2️⃣", "3️⃣", "4️⃣"])
  }

  @Test("let two processes use the same link name")
  func linksApart() {
    let event =
      "<bpmn:intermediateCatchEvent><bpmn:linkEventDefinition name=\"x\"/>"
      + "</bpmn:intermediateCatchEvent>"
    let content =
      "<bpmn:process id=\"P\" isExecutable=\"true\">\(event)</bpmn:process>"
      + "<bpmn:process id=\"Q\" isExecutable=\"true\">\(event)</bpmn:process>"
    #expect(CompatMarks.of("link-event", content, version: "8.2") == [])
  }

  @Test("count start events without trigger directly in a process")
  func starts() {
    let content = """
      1️⃣<bpmn:startEvent id="a"/>2️⃣<bpmn:startEvent id="b"/>
      <bpmn:startEvent id="c"><bpmn:timerEventDefinition/></bpmn:startEvent>
      <bpmn:subProcess id="s"><bpmn:startEvent id="d"/><bpmn:startEvent id="e"/></bpmn:subProcess>
      """
    #expect(
      CompatMarks.of("no-multiple-none-start-events", content, version: "8.2") == ["1️⃣", "2️⃣"])
  }

  @Test("let one start event without trigger stand beside others with one")
  func oneStart() {
    let content = """
      <bpmn:startEvent id="a"/>
      <bpmn:startEvent id="b"><bpmn:timerEventDefinition/></bpmn:startEvent>
      """
    #expect(CompatMarks.of("no-multiple-none-start-events", content, version: "8.2") == [])
  }

  @Test("find signals that start a sub-process of any kind, not a process")
  func signals() {
    let content = """
      <bpmn:startEvent id="a"><bpmn:signalEventDefinition/></bpmn:startEvent>
      <bpmn:subProcess id="s" triggeredByEvent="true">
        1️⃣<bpmn:startEvent id="b"><bpmn:signalEventDefinition/></bpmn:startEvent>
        <bpmn:startEvent id="c"><bpmn:errorEventDefinition/></bpmn:startEvent>
      </bpmn:subProcess>
      <bpmn:transaction id="x">
        2️⃣<bpmn:startEvent id="d"><bpmn:signalEventDefinition/></bpmn:startEvent>
      </bpmn:transaction>
      """
    #expect(
      CompatMarks.of("no-signal-event-sub-process", content, version: "8.2") == ["1️⃣", "2️⃣"])
  }

  @Test(
    "ask that compensation is waited for, where it is thrown",
    arguments: [
      ("endEvent", "1️⃣waitForCompletion=\"false\"", ["1️⃣"]),
      ("intermediateThrowEvent", "1️⃣waitForCompletion=\"0\"", ["1️⃣"]),
      ("endEvent", "waitForCompletion=\"true\"", []), ("endEvent", "", []),
      ("boundaryEvent", "waitForCompletion=\"false\"", []),
    ])
  func compensation(tag: String, attribute: String, marks: [String]) {
    let content =
      "<bpmn:\(tag) id=\"a\"><bpmn:compensateEventDefinition \(attribute)/></bpmn:\(tag)>"
    #expect(CompatMarks.of("wait-for-completion", content, version: "8.5") == marks)
  }

  @Test("find start events that interrupt an ad-hoc sub-process, each of them")
  func interrupting() {
    let content = """
      <bpmn:adHocSubProcess id="h">
        <bpmn:subProcess id="s" triggeredByEvent="true">
          1️⃣<bpmn:startEvent id="a"/>
          <bpmn:startEvent id="b" 2️⃣isInterrupting="true"/>
          <bpmn:startEvent id="c" isInterrupting="false"/>
        </bpmn:subProcess>
        <bpmn:subProcess id="t"><bpmn:startEvent id="d"/></bpmn:subProcess>
      </bpmn:adHocSubProcess>
      <bpmn:subProcess id="u" triggeredByEvent="true"><bpmn:startEvent id="e"/></bpmn:subProcess>
      """
    let rule = "no-interrupting-event-subprocess"
    #expect(CompatMarks.of(rule, content, version: "8.7") == ["1️⃣", "2️⃣"])
    #expect(
      CompatMarks.elements(rule, content, version: "8.7")
        == ["a#isInterrupting", "b#isInterrupting"])
  }
}
