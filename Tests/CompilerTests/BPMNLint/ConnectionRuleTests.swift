import Testing

@Suite("The rules of bpmnlint about elements that nothing reaches or leaves")
struct ConnectionRuleTests {
  private static let rules = ["no-disconnected", "no-implicit-start", "no-implicit-end"]

  /// For each lonely element which of the three rules find it.
  static let lonely: [(content: String, isDisconnected: Bool, isStart: Bool, isEnd: Bool)] = [
    ("1️⃣<bpmn:task id=\"x\"/>", true, true, true),
    ("1️⃣<bpmn:serviceTask id=\"x\"/>", true, true, true),
    ("1️⃣<bpmn:callActivity id=\"x\"/>", false, true, true),
    ("1️⃣<bpmn:subProcess id=\"x\"/>", true, true, true),
    ("1️⃣<bpmn:transaction id=\"x\"/>", true, true, true),
    ("1️⃣<bpmn:adHocSubProcess id=\"x\"/>", true, true, true),
    ("1️⃣<bpmn:exclusiveGateway id=\"x\"/>", true, true, true),
    ("1️⃣<bpmn:startEvent id=\"x\"/>", true, false, true),
    ("1️⃣<bpmn:endEvent id=\"x\"/>", true, true, false),
    ("1️⃣<bpmn:intermediateCatchEvent id=\"x\"/>", true, true, true),
    ("1️⃣<bpmn:intermediateThrowEvent id=\"x\"/>", true, true, true),
    ("<bpmn:subProcess id=\"s\" triggeredByEvent=\"true\"/>", false, false, false),
    ("<bpmn:task id=\"x\" isForCompensation=\"true\"/>", false, false, false),
    (
      "<bpmn:adHocSubProcess id=\"s\" isForCompensation=\"true\"><bpmn:task id=\"x\"/></bpmn:adHocSubProcess>",
      false, false, false
    ),
    (
      """
      1️⃣<bpmn:intermediateCatchEvent id="x"><bpmn:linkEventDefinition name="a"/></bpmn:intermediateCatchEvent>
      """, true, false, true
    ),
    (
      """
      1️⃣<bpmn:intermediateThrowEvent id="x"><bpmn:linkEventDefinition name="a"/></bpmn:intermediateThrowEvent>
      """, true, true, false
    ),
    (
      """
      1️⃣<bpmn:intermediateThrowEvent id="x"><bpmn:linkEventDefinition name="a"/><bpmn:signalEventDefinition/></bpmn:intermediateThrowEvent>
      """, true, true, true
    ),
    (
      "1️⃣<bpmn:boundaryEvent id=\"x\"><bpmn:timerEventDefinition/></bpmn:boundaryEvent>", true,
      false, true
    ),
    (
      "1️⃣<bpmn:boundaryEvent id=\"x\"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>",
      false, false, true
    ),
    (
      """
      1️⃣<bpmn:boundaryEvent id="x"><bpmn:compensateEventDefinition/><bpmn:timerEventDefinition/></bpmn:boundaryEvent>
      """, true, false, true
    ),
    (
      """
      <bpmn:boundaryEvent id="x"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
      <bpmn:task id="undo" isForCompensation="true"/>
      <bpmn:association id="a" sourceRef="x" targetRef="undo"/>
      """, false, false, false
    ),
  ]

  @Test("a lonely element is found by the rules that it breaks", arguments: lonely)
  func alone(content: String, isDisconnected: Bool, isStart: Bool, isEnd: Bool) {
    for (rule, isFound) in zip(Self.rules, [isDisconnected, isStart, isEnd]) {
      let marks = Finding.marks(of: rule, in: Finding.process(content))
      #expect(marks == (isFound ? ["1️⃣"] : []), "\(rule)")
    }
  }

  @Test("an element with flows on both sides is in order; on one side only its other end is found")
  func connected() {
    let chain = Finding.process(
      "1️⃣<bpmn:task id=\"a\"/><bpmn:task id=\"b\"/>2️⃣<bpmn:task id=\"c\"/>"
        + GatewayRuleTests.flows("a>b b>c"))
    #expect(Finding.marks(of: "no-disconnected", in: chain) == [])
    #expect(Finding.marks(of: "no-implicit-start", in: chain) == ["1️⃣"])
    #expect(Finding.marks(of: "no-implicit-end", in: chain) == ["2️⃣"])
  }

  @Test("children that contradict the flows do not count")
  func children() {
    let content = Finding.process(
      """
      1️⃣<bpmn:task id="a"><bpmn:incoming>f</bpmn:incoming><bpmn:outgoing>g</bpmn:outgoing></bpmn:task>
      """)
    for rule in Self.rules { #expect(Finding.marks(of: rule, in: content) == ["1️⃣"]) }
  }

  @Test("data, artifacts and flows are not asked for connections")
  func others() {
    let content = Finding.process(
      "<bpmn:dataObject id=\"d\"/><bpmn:dataObjectReference id=\"r\"/><bpmn:textAnnotation id=\"t\"/>"
    )
    for rule in Self.rules { #expect(Finding.marks(of: rule, in: content) == []) }
  }

  @Test("a repeated flow is one of the same ends and condition, in one file")
  func duplicates() {
    func flow(_ id: String, _ condition: String?) -> String {
      let expression = condition.map {
        "<bpmn:conditionExpression>\($0)</bpmn:conditionExpression>"
      }
      return "<bpmn:sequenceFlow id=\"\(id)\" sourceRef=\"a\" targetRef=\"b\">\(expression ?? "")"
        + "</bpmn:sequenceFlow>"
    }
    func found(_ flows: String) -> [String] {
      Finding.elements(
        of: "no-duplicate-sequence-flows",
        in: Finding.process("<bpmn:task id=\"a\"/><bpmn:task id=\"b\"/>" + flows))
    }
    #expect(found(flow("f", nil) + flow("g", nil)) == ["a", "b", "g"])
    #expect(found(flow("f", "=x") + flow("g", "=x")) == ["a", "b", "g"])
    #expect(found(flow("f", "=x") + flow("g", "=y")) == [])
    #expect(found(flow("f", "=x") + flow("g", nil)) == [])
    #expect(found(flow("f", nil)) == [])
    let back = "<bpmn:sequenceFlow id=\"g\" sourceRef=\"b\" targetRef=\"a\"/>"
    #expect(found(flow("f", nil) + back) == [])
    let dangling = "<bpmn:sequenceFlow id=\"X\" sourceRef=\"a\" targetRef=\"nobody\"/>"
    #expect(found(dangling + dangling.replacing("X", with: "Y")) == [])
  }
}
