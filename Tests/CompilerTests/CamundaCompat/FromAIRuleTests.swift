import Testing

@Suite("The rule of the Camunda plugin about fromAi()")
struct FromAIRuleTests {
  private static let rule = "agent-fromai-contract"

  private static func agent(_ content: String, _ marker: String = "true") -> String {
    CompatMarks.element(
      "adHocSubProcess id=\"h\"",
      "<zeebe:properties><zeebe:property name=\"io.camunda.agenticai.toolContainer\""
        + " value=\"\(marker)\"/></zeebe:properties>", content)
  }

  private static func task(_ mappings: String, id: String = "a", tag: String = "task") -> String {
    CompatMarks.element("\(tag) id=\"\(id)\"", "<zeebe:ioMapping>\(mappings)</zeebe:ioMapping>")
  }

  private static func input(_ source: String) -> String {
    "<zeebe:input source=\"\(source)\" target=\"t\"/>"
  }

  private static func marks(_ content: String) -> [String] {
    CompatMarks.of(rule, content, version: "8.8")
  }

  @Test(
    "reads what it is given in the first element of a tool",
    arguments: [
      ("=fromAi(toolCall.url)", []),
      ("=fromAi(toolCall.url, &quot;The address.&quot;)", []),
      (
        "=fromAi(toolCall.url, &quot;&quot;, &quot;string&quot;, {type: &quot;string&quot;}, {})",
        []
      ),
      ("={a: fromAi(toolCall.a), b: [fromAi(toolCall.b)]}", []),
      ("=fromAi(value: toolCall.url, description: &quot;The address.&quot;)", []),
      ("=other", []), ("fromAi(x)", []),
      ("=1️⃣fromAi()", ["1️⃣"]),
      ("=fromAi(1️⃣&quot;toolCall.url&quot;)", ["1️⃣"]), ("=fromAi(1️⃣null)", ["1️⃣"]),
      ("=fromAi(1️⃣7)", ["1️⃣"]), ("=fromAi(1️⃣true)", ["1️⃣"]),
      ("=fromAi(1️⃣toolCall.a + toolCall.b)", ["1️⃣"]),
      ("=fromAi(1️⃣toolCall[&quot;url&quot;])", ["1️⃣"]),
      ("=fromAi(1️⃣if x then toolCall.a else toolCall.b)", ["1️⃣"]),
      ("=fromAi(1️⃣f(toolCall.a))", ["1️⃣"]),
      ("=fromAi(1️⃣url)", ["1️⃣"]), ("=fromAi(1️⃣toolCall)", ["1️⃣"]),
      ("=fromAi(1️⃣other.url)", ["1️⃣"]), ("=fromAi(1️⃣toolCall.a.b)", ["1️⃣"]),
      ("=fromAi(toolCall.url, 1️⃣null)", ["1️⃣"]), ("=fromAi(toolCall.url, 1️⃣words)", ["1️⃣"]),
      ("=fromAi(1️⃣url, 2️⃣7)", ["1️⃣", "2️⃣"]),
      ("=1️⃣fromAI(toolCall.url)", ["1️⃣"]), ("=1️⃣fromai(x)", ["1️⃣"]),
      ("=fromAi(1️⃣a) + 2️⃣FROMAI(b)", ["1️⃣", "2️⃣"]),
    ])
  func arguments(source: String, marks: [String]) {
    #expect(Self.marks(Self.agent(Self.task(Self.input(source)))) == marks)
  }

  @Test("is ignored outside of an agent's ad-hoc sub-process")
  func outside() {
    let task = Self.task(Self.input("=1️⃣fromAi(toolCall.a) + 2️⃣fromAi(toolCall.b)"))
    #expect(Self.marks(task) == ["1️⃣", "2️⃣"])
    #expect(Self.marks(Self.agent(task, "false")) == ["1️⃣", "2️⃣"])
    #expect(Self.marks("<bpmn:subProcess id=\"s\">\(task)</bpmn:subProcess>") == ["1️⃣", "2️⃣"])
    #expect(Self.marks(Self.agent(task)) == [])
  }

  @Test("is ignored behind the first element of a tool, and inside of it")
  func notFirst() {
    let task = Self.task(Self.input("=1️⃣fromAi(toolCall.a)"))
    let flow = "<bpmn:task id=\"b\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"b\" targetRef=\"a\"/>"
    #expect(Self.marks(Self.agent(task + flow)) == ["1️⃣"])
    #expect(Self.marks(Self.agent("<bpmn:subProcess id=\"s\">\(task)</bpmn:subProcess>")) == ["1️⃣"])
    #expect(
      CompatMarks.elements(Self.rule, Self.agent(task + flow), version: "8.8")
        == ["a#extensionElements.values.0.inputParameters.0.source"])
  }

  @Test("is ignored in output mappings and conditions of an agent")
  func outputs() {
    let content = """
      \(Self.task("<zeebe:output source=\"=1️⃣fromAi(toolCall.a)\" target=\"t\"/>"))<bpmn:task id="b"/>
      <bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b">
        <bpmn:conditionExpression>=2️⃣fromAi(toolCall.b)</bpmn:conditionExpression>
      </bpmn:sequenceFlow>
      """
    #expect(Self.marks(Self.agent(content)) == ["1️⃣", "2️⃣"])
    #expect(Self.marks(Self.agent(content, "false")) == [])
    #expect(Self.marks(content) == [])
    #expect(
      CompatMarks.elements(Self.rule, Self.agent(content), version: "8.8") == [
        "a#extensionElements.values.0.outputParameters.0.source", "f#conditionExpression",
      ])
  }

  @Test("asks for a name once in a tool")
  func duplicates() {
    let content = Self.agent(
      Self.task(
        Self.input("=fromAi(toolCall.a)") + Self.input("={b: fromAi(1️⃣toolCall.a)}")
          + Self.input("=fromAi(toolCall.a)") + Self.input("=fromAi(toolCall.c)"))
        + Self.task(Self.input("=fromAi(toolCall.a)"), id: "b"))
    #expect(Self.marks(content) == ["1️⃣"])
  }
}
