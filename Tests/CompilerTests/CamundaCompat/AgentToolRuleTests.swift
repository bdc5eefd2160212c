import Testing

@Suite("The rules of the Camunda plugin about the tools of AI agents")
struct AgentToolRuleTests {
  private static let marker =
    "<zeebe:properties><zeebe:property name=\"io.camunda.agenticai.toolContainer\" value=\"true\"/>"
    + "</zeebe:properties>"

  private static func agent(_ content: String) -> String {
    CompatMarks.element("adHocSubProcess id=\"h\"", marker, content)
  }

  @Test(
    "know an agent by a property, by its template and by its job type",
    arguments: [
      ("adHocSubProcess", marker, ["1️⃣"]),
      ("adHocSubProcess", marker.replacing("\"true\"", with: "\"false\""), []),
      (
        "adHocSubProcess zeebe:modelerTemplate=\"io.camunda.connectors.agenticai.aiagent.jobworker.v1\"",
        "", ["1️⃣"]
      ),
      ("adHocSubProcess zeebe:modelerTemplate=\"other\"", "", []),
      (
        "adHocSubProcess",
        "<zeebe:taskDefinition type=\"io.camunda.agenticai:aiagent-job-worker:1\"/>",
        ["1️⃣"]
      ),
      ("adHocSubProcess", "<zeebe:taskDefinition type=\"io.camunda.agenticai:aiagent:1\"/>", []),
      ("adHocSubProcess", "<zeebe:adHoc outputCollection=\"a\"/>", []),
      ("subProcess", marker, []),
    ])
  func agents(tag: String, extensions: String, marks: [String]) {
    let content = CompatMarks.element(tag, extensions, "1️⃣<bpmn:task id=\"a\"/>")
    for version in ["8.8", "8.10", nil] {
      #expect(CompatMarks.of("agent-tool-documentation", content, version: version) == marks)
      #expect(CompatMarks.of("agent-tool-output-key", content, version: version) == marks)
    }
  }

  @Test("ask the first activity of a tool for documentation")
  func documentation() {
    let content = Self.agent(
      """
      1️⃣<bpmn:serviceTask id="a"/>
      2️⃣<bpmn:callActivity id="b"><bpmn:documentation> </bpmn:documentation></bpmn:callActivity>
      <bpmn:subProcess id="c"><bpmn:documentation>Words.</bpmn:documentation><bpmn:task/></bpmn:subProcess>
      <bpmn:task id="d"/><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="d"/>
      <bpmn:subProcess id="e" triggeredByEvent="true"/>
      <bpmn:exclusiveGateway id="g"/><bpmn:intermediateThrowEvent id="i"/>
      """)
    #expect(CompatMarks.of("agent-tool-documentation", content, version: "8.8") == ["1️⃣", "2️⃣"])
    #expect(
      CompatMarks.elements("agent-tool-documentation", content, version: "8.8")
        == ["a#documentation", "b#documentation"])
  }

  // MARK: Results

  private static func mapping(_ outputs: String) -> String {
    "<zeebe:ioMapping>\(outputs)</zeebe:ioMapping>"
  }

  private static func output(_ target: String, _ source: String = "=a") -> String {
    mapping("<zeebe:output source=\"\(source)\" 2️⃣target=\"\(target)\"/>")
  }

  private static func header(_ key: String, _ value: String) -> String {
    "<zeebe:taskHeaders><zeebe:header key=\"\(key)\" 2️⃣value=\"\(value)\"/></zeebe:taskHeaders>"
  }

  private static func tool(_ tag: String, _ extensions: String) -> String {
    agent("1️⃣" + CompatMarks.element("\(tag) id=\"a\"", extensions))
  }

  @Test(
    "know the ways to return a result, and find where another is returned",
    arguments: [
      ("serviceTask", output("toolCallResult"), []),
      ("serviceTask", output("toolCallResult.status"), []),
      ("serviceTask", output("result"), ["2️⃣"]), ("serviceTask", output("toolCallResults"), ["2️⃣"]),
      ("serviceTask", output("= toolCallResult"), ["2️⃣"]), ("serviceTask", output(""), ["2️⃣"]),
      ("serviceTask", output("TOOLCALLRESULT.status"), ["2️⃣"]),
      ("scriptTask", "<zeebe:script expression=\"=1\" resultVariable=\"toolCallResult\"/>", []),
      ("scriptTask", "<zeebe:script expression=\"=1\" 2️⃣resultVariable=\"r\"/>", ["2️⃣"]),
      ("scriptTask", "<zeebe:script expression=\"=1\"/>", ["1️⃣"]),
      ("businessRuleTask", "<zeebe:calledDecision resultVariable=\"toolCallResult\"/>", []),
      ("businessRuleTask", "<zeebe:calledDecision 2️⃣resultVariable=\"r\"/>", ["2️⃣"]),
      ("serviceTask", header("resultVariable", "toolCallResult"), []),
      ("serviceTask", header("resultVariable", "r"), ["2️⃣"]),
      ("serviceTask", header("resultExpression", "={toolCallResult: response.body}"), []),
      ("serviceTask", header("resultExpression", "={my_toolCallResult: 1}"), ["2️⃣"]),
      ("serviceTask", header("resultExpression", "={toolcallresult: 1}"), ["2️⃣"]),
      ("serviceTask", header("other", "toolCallResult"), ["1️⃣"]),
      ("serviceTask", "", ["1️⃣"]),
    ])
  func channels(tag: String, extensions: String, marks: [String]) {
    let found = CompatMarks.of(
      "agent-tool-output-key", Self.tool(tag, extensions), version: "8.8")
    #expect(found == marks)
  }

  @Test("name the part that is wrong, the mapping where nothing is returned")
  func parts() {
    func path(_ extensions: String) -> [String] {
      CompatMarks.elements(
        "agent-tool-output-key", Self.tool("serviceTask", extensions), version: "8.8")
    }
    let first = "a#extensionElements.values.0."
    #expect(path(Self.output("r")) == [first + "outputParameters.0.target"])
    #expect(path(Self.header("resultVariable", "r")) == [first + "values.0.value"])
    #expect(path(Self.mapping("<zeebe:input target=\"a\"/>")) == [first + "outputParameters"])
    #expect(path("") == ["a#"])
  }

  @Test("prefer a wrong case to a wrong name, wherever in the tool it is")
  func casing() {
    let content = Self.agent(
      """
      \(CompatMarks.element("task id=\"a\"", Self.output("result").replacing("2️⃣", with: "")))
      \(CompatMarks.element("task id=\"b\"", Self.output("toolCALLresult")))
      <bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b"/>
      """)
    #expect(CompatMarks.of("agent-tool-output-key", content, version: "8.8") == ["2️⃣"])
  }

  @Test(
    "follow a tool through flows, boundary events and sub-processes",
    arguments: [
      "<bpmn:task id=\"a\"/>RESULT<bpmn:sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"r\"/>",
      """
      <bpmn:task id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a"/>RESULT
      <bpmn:sequenceFlow id="f" sourceRef="b" targetRef="r"/>
      """,
      "<bpmn:subProcess id=\"a\">RESULT</bpmn:subProcess>",
      "<bpmn:subProcess id=\"a\"><bpmn:subProcess id=\"b\">RESULT</bpmn:subProcess></bpmn:subProcess>",
    ])
  func reach(content: String) {
    let result = CompatMarks.element(
      "task id=\"r\"", Self.output("toolCallResult").replacing("2️⃣", with: ""))
    let flow = "<bpmn:sequenceFlow id=\"z\" sourceRef=\"r\" targetRef=\"a\"/>"
    let whole = Self.agent(content.replacing("RESULT", with: result))
    #expect(CompatMarks.of("agent-tool-output-key", whole, version: "8.8") == [])
    // A tool that leads back into itself has no root.
    let loop = Self.agent(
      "<bpmn:task id=\"a\"/><bpmn:task id=\"r\"/>" + flow
        + "<bpmn:sequenceFlow id=\"y\" sourceRef=\"a\" targetRef=\"r\"/>")
    #expect(CompatMarks.of("agent-tool-output-key", loop, version: "8.8") == [])
  }

  @Test(
    "find a result that overwrites an earlier one of the same chain",
    arguments: [
      (output("toolCallResult"), output("toolCallResult"), ["2️⃣"]),
      (output("toolCallResult.a"), output("toolCallResult"), []),
      (output("toolCallResult"), output("toolCallResult.a"), []),
      (
        output("toolCallResult"),
        output("toolCallResult", "= context put( toolCallResult, &quot;a&quot;, b)"), []
      ),
      (
        output("toolCallResult"),
        output("toolCallResult", "=context put(other, &quot;a&quot;, toolCallResult)"), ["2️⃣"]
      ),
      (output("toolCallResult"), header("resultExpression", "={toolCallResult: 1}"), ["2️⃣"]),
      (output("toolCallResult"), header("resultVariable", "toolCallResult"), ["2️⃣"]),
    ])
  func overwrites(first: String, second: String, marks: [String]) {
    let chain = """
      \(CompatMarks.element("task id=\"a\"", first.replacing("2️⃣", with: "")))
      \(CompatMarks.element("task id=\"b\"", second))
      <bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b"/>
      """
    let rule = "agent-tool-output-key"
    #expect(CompatMarks.of(rule, Self.agent(chain), version: "8.8") == marks)
    let branch =
      "<bpmn:task id=\"c\"/><bpmn:sequenceFlow id=\"g\" sourceRef=\"a\" targetRef=\"c\"/>"
    #expect(CompatMarks.of(rule, Self.agent(chain + branch), version: "8.8") == [])
    let boundary = "<bpmn:boundaryEvent id=\"c\" attachedToRef=\"b\"/>"
    #expect(CompatMarks.of(rule, Self.agent(chain + boundary), version: "8.8") == [])
  }
}
