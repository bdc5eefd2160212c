import Testing

@Suite("The rules of the Camunda plugin about listeners")
struct ListenerRuleTests {
  private static func listeners(_ content: String, on tag: String = "task id=\"a\"") -> String {
    CompatMarks.element(tag, "<zeebe:executionListeners>\(content)</zeebe:executionListeners>")
  }

  @Test("allow beforeAll on a multi-instance element only")
  func beforeAll() {
    let listener = "<zeebe:executionListener eventType=\"beforeAll\" type=\"t\"/>"
    let loop = "<bpmn:multiInstanceLoopCharacteristics/>"
    let content = CompatMarks.element(
      "task id=\"a\"", "<zeebe:executionListeners>\(listener)</zeebe:executionListeners>", loop)
    let rule = "before-all-execution-listener"
    #expect(CompatMarks.of(rule, content, version: "8.10") == [])
    let standard = content.replacing("multiInstance", with: "standard")
    #expect(
      CompatMarks.elements(rule, standard, version: "8.10") == [
        "a#extensionElements.values.0.listeners.0.eventType"
      ])
  }

  @Test("allow cancel on a process only")
  func cancel() {
    let content = """
      <bpmn:process id="P" isExecutable="true"><bpmn:extensionElements>
        <zeebe:executionListeners>
          <zeebe:executionListener eventType="cancel" type="t"/>
        </zeebe:executionListeners>
      </bpmn:extensionElements></bpmn:process>
      """
    #expect(CompatMarks.of("cancel-execution-listener", content, version: "8.10") == [])
    let start = Self.listeners("<zeebe:executionListener eventType=\"start\" type=\"t\"/>")
    #expect(CompatMarks.of("cancel-execution-listener", start, version: "8.10") == [])
  }

  @Test("ask for a job type that is not blank, of each listener")
  func types() {
    let content = Self.listeners(
      "1️⃣<zeebe:executionListener/><zeebe:executionListener 2️⃣type=\" \"/>"
        + "<zeebe:executionListener type=\"t\"/>")
    #expect(CompatMarks.of("execution-listener", content, version: "8.6") == ["1️⃣", "2️⃣"])
  }

  @Test("ask for the job type of task listeners on user tasks only")
  func taskListeners() {
    func content(_ tag: String) -> String {
      CompatMarks.element(
        tag, "<zeebe:taskListeners>1️⃣<zeebe:taskListener/></zeebe:taskListeners>")
    }
    #expect(CompatMarks.of("task-listener", content("userTask"), version: "8.8") == ["1️⃣"])
    #expect(CompatMarks.of("task-listener", content("serviceTask"), version: "8.8") == [])
  }

  @Test(
    "tell listeners apart by event and type, and count each repetition",
    arguments: [
      ("type=\"t\"", "type=\"t\"", ["1️⃣"]),
      ("eventType=\"start\" type=\"t\"", "eventType=\"end\" type=\"t\"", []),
      ("eventType=\"start\" type=\"t\"", "eventType=\"start\" type=\"u\"", []),
      ("eventType=\"start\"", "eventType=\"start\"", ["1️⃣"]),
    ])
  func duplicates(first: String, second: String, marks: [String]) {
    let one = "<zeebe:executionListener \(first)/>"
    let two = "1️⃣<zeebe:executionListener \(second)/>"
    let rule = "duplicate-execution-listeners"
    #expect(CompatMarks.of(rule, Self.listeners(one + two), version: "8.6") == marks)
    let three = Self.listeners(one + two + two.replacing("1️⃣", with: "2️⃣"))
    let expected = marks.isEmpty ? ["2️⃣"] : ["1️⃣", "2️⃣"]
    #expect(CompatMarks.of(rule, three, version: "8.6") == expected)
  }

  @Test("compare the headers of one listener only")
  func headers() {
    let header = "<zeebe:header key=\"k\"/>"
    func listener(_ headers: String) -> String {
      "<zeebe:executionListener type=\"t\"><zeebe:taskHeaders>\(headers)</zeebe:taskHeaders>"
        + "</zeebe:executionListener>"
    }
    let rule = "duplicate-execution-listener-headers"
    let apart = Self.listeners(listener(header) + listener(header))
    #expect(CompatMarks.of(rule, apart, version: "8.10") == [])
    let repeated = "1️⃣<zeebe:header key=\"k\"/><zeebe:header key=\"k\"/><zeebe:header key=\"l\"/>"
    let both = Self.listeners(listener(header + repeated) + "<zeebe:executionListener/>")
    #expect(CompatMarks.of(rule, both, version: "8.10") == ["1️⃣"])
  }
}
