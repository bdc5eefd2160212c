import EngineProtocol
import JSON
import Testing

@testable import Engine

struct VariableTests {
  private static func process(mappings: String) -> String {
    """
    <bpmn:startEvent id="start"/>\(task("work", mappings: mappings))<bpmn:endEvent id="end"/>
    \(flows("start -> work -> end"))
    """
  }

  @Test("input mappings create local variables, which the process does not see")
  func inputsAreLocal() throws {
    var machine = Machine()
    try machine.deploy(
      Self.process(mappings: #"<zeebe:input source="=a + 1" target="b"/>"#))
    let instance = try machine.start(["a": 1])
    #expect(try machine.job("work").variables == ["a": 1, "b": 2])
    #expect(machine.variables(instance) == ["a": 1])
  }

  @Test("a static input is a string, even if it looks like a number")
  func fixedInput() throws {
    var machine = Machine()
    try machine.deploy(Self.process(mappings: #"<zeebe:input source="1" target="b"/>"#))
    try machine.start()
    #expect(try machine.job("work").variables == ["b": "1"])
  }

  @Test("a job's result goes to the process, unless there is a local variable of that name")
  func resultIsSwallowed() throws {
    var machine = Machine()
    try machine.deploy(Self.process(mappings: #"<zeebe:input source="=1" target="b"/>"#))
    let instance = try machine.start()
    try machine.complete("work", ["b": 2, "c": 3])
    #expect(machine.variables(instance) == ["c": 3])
  }

  @Test("a result equal to the local variable of its name also stays local")
  func equalResultStaysLocal() throws {
    var machine = Machine()
    try machine.deploy(Self.process(mappings: #"<zeebe:input source="=1" target="b"/>"#))
    let instance = try machine.start()
    try machine.complete("work", ["b": 1])
    #expect(machine.variables(instance) == [:])
  }

  @Test("output mappings propagate only the variables they name")
  func outputs() throws {
    var machine = Machine()
    try machine.deploy(
      Self.process(mappings: #"<zeebe:output source="=result.id" target="order.id"/>"#))
    let instance = try machine.start(["order": ["open": true]])
    try machine.complete("work", ["result": ["id": 7]])
    #expect(machine.variables(instance) == ["order": ["open": true, "id": 7]])
    // The result itself is not logged.
    #expect(machine.trace.filter { $0.action == .variablesSet }.map(\.elementID) == ["p", "p"])
  }

  @Test("a failing output mapping raises an incident, and no mapping is applied")
  func failingOutput() throws {
    var machine = Machine()
    try machine.deploy(
      Self.process(
        mappings: """
          <zeebe:output source="=1" target="a"/>
          <zeebe:output source="=assert(ok, ok = true)" target="b"/>
          """))
    let instance = try machine.start()
    try machine.complete("work", ["ok": false])
    #expect(machine.incidents.map(\.type) == ["IO_MAPPING_ERROR"])
    #expect(machine.variables(instance) == [:])
    #expect(machine.outcome(instance) == .active)
    // The mappings are tried again with the result.
    #expect(machine.trace.last { $0.action == .variablesSet }?.elementID == "work")
  }

  @Test("a failing input mapping raises an incident before a job is created")
  func failingInput() throws {
    var machine = Machine()
    try machine.deploy(
      Self.process(mappings: #"<zeebe:input source="=assert(x, x != null)" target="b"/>"#))
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["IO_MAPPING_ERROR"])
    #expect(try machine.jobs("work").isEmpty)
  }

  @Test("a null source sets a variable to null")
  func nullSource() throws {
    var machine = Machine()
    try machine.deploy(Self.process(mappings: #"<zeebe:input source="=missing" target="b"/>"#))
    try machine.start()
    #expect(try machine.job("work").variables == ["b": nil])
  }

  @Test("dates are stored as strings, because JSON has no dates")
  func datesBecomeText() throws {
    var machine = Machine()
    try machine.deploy(
      Self.process(mappings: #"<zeebe:output source="=now()" target="when"/>"#))
    let instance = try machine.start()
    try machine.complete("work")
    #expect(machine.variables(instance) == ["when": "2026-01-01T00:00:00Z"])
  }

  @Test("a value nested too deeply for the log raises an incident, or is rejected as input")
  func tooDeep() async throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:scriptTask id="wrap"><bpmn:extensionElements>
        <zeebe:script expression="=[x]" resultVariable="x"/>
      </bpmn:extensionElements></bpmn:scriptTask>
      \(flows("start -> wrap -> wrap"))
      """)
    try machine.start(["x": 1])
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])

    let engine = try EmbeddedEngine(clock: VirtualClock())
    var value: JSONValue = 1
    for _ in 0..<300 { value = [value] }
    let request = PublishMessageRequest(name: "m", variables: ["x": value])
    await #expect(throws: EngineError.self) { try await engine.publishMessage(request) }
    await engine.close()
  }

  @Test("an expression sees the nearest variable of each name, and mappings extend it")
  func nestedScopes() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:extensionElements>
      <zeebe:ioMapping><zeebe:input source="=20" target="b"/></zeebe:ioMapping>
      </bpmn:extensionElements><bpmn:startEvent id="begin"/>
      \(task(
        "work",
        mappings: """
          <zeebe:input source="=a + b" target="c"/><zeebe:input source="=c + d" target="e"/>
          <zeebe:output source="=e + result" target="order.sum"/>
          """))
      \(flows("begin -> work"))</bpmn:subProcess>\(flows("start -> sub"))
      """)
    let instance = try machine.start(["a": 1, "b": 2, "d": 300, "order": ["open": true]])
    let job = try machine.job("work")
    #expect(job.variables["c"] == 21 && job.variables["e"] == 321)
    try machine.send(.completeJob(job.reference, ["result": 4000]))
    #expect(
      machine.variables(instance)
        == ["a": 1, "b": 2, "d": 300, "order": ["open": true, "sum": 4321]])
  }

  @Test("a value is the same to later expressions whether it was stored or replayed")
  func storedNumbers() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:scriptTask id="a"><bpmn:extensionElements>
        <zeebe:script expression="={price: 1.50, third: 1 / 3, when: @&quot;2026-01-01&quot;}"
          resultVariable="x"/></bpmn:extensionElements></bpmn:scriptTask>
      <bpmn:scriptTask id="b"><bpmn:extensionElements>
        <zeebe:script expression="=[string(x.price), x.third, x.when, string(given)]"
          resultVariable="y"/></bpmn:extensionElements></bpmn:scriptTask>
      \(flows("start -> a -> b"))
      """)
    let instance = try machine.start(["given": .number("1.50")])
    #expect(
      machine.variables(instance)["y"]
        == ["1.5", .number("0.3333333333333333"), "2026-01-01", "1.50"])
  }

  @Test("a worker can fetch only some variables")
  func fetchVariables() throws {
    var machine = Machine()
    try machine.deploy(Self.process(mappings: ""))
    try machine.start(["a": 1, "b": 2])
    let request = ActivateJobsRequest(
      type: "work", worker: "w", timeout: 1000, maximum: 1, fetchVariables: ["b", "c"])
    guard case .jobs(let jobs) = try machine.send(.activateJobs(request)) else {
      throw WrongReply()
    }
    #expect(jobs.map(\.variables) == [["b": 2]])
  }
}
