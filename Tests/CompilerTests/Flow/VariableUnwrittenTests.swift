import Testing

@Suite("flow/variable-unwritten")
struct VariableUnwrittenTests {
  private func marks(_ lines: String) -> [String] {
    Finding.marks(of: "flow/variable-unwritten", in: FlowDiagram.process(lines))
  }

  /// A start event that sets `customer` and nothing else.
  static let webhook = """
    <bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:properties><zeebe:property name="inbound.type" value="io.camunda:webhook:1"/><zeebe:property name="resultExpression" value="={customer: request.body.From}"/></zeebe:properties></bpmn:extensionElements></bpmn:startEvent>
    """

  static func script(_ id: String, _ expression: String, _ result: String) -> String {
    let text = expression.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "&#34;")
    return "<bpmn:scriptTask id=\"\(id)\"><bpmn:extensionElements><zeebe:script "
      + "expression=\"=\(text)\" resultVariable=\"\(result)\"/></bpmn:extensionElements></bpmn:scriptTask>"
  }

  @Test("finds a name that nothing sets")
  func never() {
    #expect(
      marks("\(Self.webhook)\n\(Self.script("a", "customer + 1️⃣name", "r"))\ns -> a") == ["1️⃣"])
  }

  @Test("finds a name that is set only later, but not in a loop")
  func later() {
    let tasks =
      "\(Self.webhook)\n\(Self.script("a", "1️⃣total + 1", "r"))\n"
      + Self.script("b", "customer", "total")
    #expect(marks("\(tasks)\ns -> a -> b") == ["1️⃣"])
    #expect(marks("\(tasks)\nxor x\ns -> x -> a -> b -> x") == [])
  }

  @Test("finds names in conditions, mappings and loops")
  func places() {
    #expect(
      marks(
        """
        \(Self.webhook)
        xor x
        user u
        s -> x
        <bpmn:sequenceFlow id="f" sourceRef="x" targetRef="u"><bpmn:conditionExpression>=1️⃣size > 1</bpmn:conditionExpression></bpmn:sequenceFlow>
        <bpmn:manualTask id="m"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=2️⃣items" inputElement="item"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:manualTask>
        x -> m
        """) == ["1️⃣", "2️⃣"])
  }

  @Test(
    "knows what mappings, results, decisions and loops set",
    arguments: [
      "\(script("b", "1", "total"))",
      "<bpmn:businessRuleTask id=\"b\"><bpmn:extensionElements><zeebe:calledDecision decisionId=\"d\" resultVariable=\"total\"/></bpmn:extensionElements></bpmn:businessRuleTask>",
      "<bpmn:userTask id=\"b\"><bpmn:extensionElements><zeebe:ioMapping><zeebe:output source=\"=anything\" target=\"total.sum\"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:userTask>",
      "<bpmn:serviceTask id=\"b\"><bpmn:extensionElements><zeebe:taskDefinition type=\"io.camunda:http-json:1\"/><zeebe:taskHeaders><zeebe:header key=\"resultVariable\" value=\"total\"/></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>",
      "<bpmn:serviceTask id=\"b\"><bpmn:extensionElements><zeebe:taskDefinition type=\"io.camunda:http-json:1\"/><zeebe:taskHeaders><zeebe:header key=\"resultExpression\" value=\"={total: body.sum}\"/></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>",
      "<bpmn:subProcess id=\"b\"><bpmn:startEvent id=\"i\"/>\(script("j", "1", "total"))<bpmn:sequenceFlow id=\"ij\" sourceRef=\"i\" targetRef=\"j\"/></bpmn:subProcess>",
      "<bpmn:scriptTask id=\"b\"><bpmn:extensionElements><zeebe:script expression=\"=1\" resultVariable=\"one\"/></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection=\"=[1]\" outputCollection=\"total\" outputElement=\"=one\"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:scriptTask>",
    ])
  func writers(element: String) {
    #expect(
      marks("\(Self.webhook)\n\(element)\n\(Self.script("a", "total", "r"))\ns -> b -> a") == [])
    #expect(
      marks("\(Self.webhook)\n\(element)\n\(Self.script("a", "1️⃣unknown", "r"))\ns -> b -> a")
        == ["1️⃣"])
  }

  @Test("sees the inputs of the element and of the sub-processes around it")
  func local() {
    #expect(
      marks(
        """
        \(Self.webhook)
        <bpmn:subProcess id="sub"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=customer" target="who"/></zeebe:ioMapping></bpmn:extensionElements>
        <bpmn:startEvent id="i"/>\(Self.script("j", "who", "r"))<bpmn:sequenceFlow id="ij" sourceRef="i" targetRef="j"/>
        </bpmn:subProcess>
        \(Self.script("a", "1️⃣who", "q"))
        s -> sub -> a
        """) == ["1️⃣"])
  }

  @Test(
    "is silent where anything may have been set before",
    arguments: [
      "user b", "serviceTask b", "callActivity b", "receiveTask b", "adHocSubProcess b",
      "<bpmn:serviceTask id=\"b\"><bpmn:extensionElements><zeebe:taskDefinition type=\"mine\"/></bpmn:extensionElements></bpmn:serviceTask>",
      "<bpmn:serviceTask id=\"b\"><bpmn:extensionElements><zeebe:taskDefinition type=\"io.camunda:http-json:1\"/><zeebe:taskHeaders><zeebe:header key=\"resultExpression\" value=\"=body\"/></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>",
    ])
  func open(element: String) {
    #expect(
      marks("\(Self.webhook)\n\(element)\n\(Self.script("a", "unknown", "r"))\ns -> b -> a") == [])
  }

  @Test("is silent behind a start by API, a message or a signal, and not behind a timer")
  func starts() {
    func found(_ definition: String) -> [String] {
      marks(
        "<bpmn:startEvent id=\"s\">\(definition)</bpmn:startEvent>\n"
          + "\(Self.script("a", "1️⃣unknown", "r"))\ns -> a")
    }
    #expect(found("") == [])
    #expect(found("<bpmn:messageEventDefinition/>") == [])
    #expect(found("<bpmn:signalEventDefinition/>") == [])
    #expect(found("<bpmn:timerEventDefinition/>") == ["1️⃣"])
  }

  @Test("counts everything as possible where tokens run side by side")
  func concurrent() {
    #expect(
      marks(
        """
        \(Self.webhook)
        and f
        \(Self.script("a", "total", "r"))
        \(Self.script("b", "1", "total"))
        s -> f -> a
        f -> b
        """) == [])
  }

  @Test(
    "is silent where the expression checks for null itself",
    arguments: [
      "get or else(total, 0)", "if total = null then 1 else total", "is defined(total)",
      "[1, 2][item > 1]", "{total: 1}.total", "camunda.secrets.X",
    ])
  func checked(expression: String) {
    #expect(marks("\(Self.webhook)\n\(Self.script("a", expression, "r"))\ns -> a") == [])
  }

  @Test(
    "finds typos in names even where anything may have been set",
    arguments: [
      ("orderTotal", "ordertotal", true), ("orderTotal", "order_total", true),
      ("orderTotal", "ordreTotal", true), ("orderTotal", "orderTotl", true),
      ("order1Total", "order2Total", false), ("itemsList", "itemList", false),
      ("items", "item", false), ("order", "ordre", false), ("orderTotal", "orderTax", false),
    ])
  func typos(written: String, read: String, expected: Bool) {
    let lines =
      "start s\n\(Self.script("b", "1", written))\n\(Self.script("a", "1️⃣\(read)", "r"))\n"
      + "s -> b -> a"
    #expect(marks(lines) == (expected ? ["1️⃣"] : []))
  }
}
