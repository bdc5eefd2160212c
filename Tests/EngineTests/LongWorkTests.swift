import EngineProtocol
import JSON
import Storage
import Testing

@testable import Engine

/// Processes that work long without waiting: they complete, and do not block others.
struct LongWorkTests {
  /// Repeats the script `count` until `n` equals `rounds`.
  private static let loop = """
    <bpmn:exclusiveGateway id="again"/><bpmn:scriptTask id="count"><bpmn:extensionElements>
      <zeebe:script expression="=n + 1" resultVariable="n"/></bpmn:extensionElements>
    </bpmn:scriptTask><bpmn:exclusiveGateway id="enough" default="enough-again"/>
    <bpmn:endEvent id="end"/>\(flows("again -> count -> enough -> again"))
    \(flow("enough", "end", when: "=n &gt;= rounds"))
    """

  @Test("many timers due at once, each with much work, all complete")
  func manyTimers() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="wait">
        <bpmn:timerEventDefinition><bpmn:timeDuration>PT1M</bpmn:timeDuration>
        </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
      \(Self.loop)\(flows("start -> wait -> again"))
      """)
    for _ in 1...150 { try machine.start(["n": 0, "rounds": 10]) }
    try machine.advance(by: 60_000)
    while machine.processor.isDue(at: machine.now) { try machine.advance(by: 0) }
    #expect(machine.incidents.isEmpty)
    #expect(machine.completed.filter { $0 == "end" }.count == 150)
  }

  @Test("a parallel loop over many items that never wait completes")
  func largeLoop() throws {
    var machine = Machine(visitLimit: 10_000)
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:subProcess id="each">
        <bpmn:startEvent id="begin"/>\(Self.loop)\(flows("begin -> again"))
        <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
          <zeebe:loopCharacteristics inputCollection="=for i in 1..100 return i"
            inputElement="i" outputCollection="all" outputElement="=i"/>
        </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:subProcess>
      \(flows("start -> each"))
      """)
    let instance = try machine.start(["n": 0, "rounds": 300])
    #expect(machine.incidents.isEmpty)
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance)["all"]?.array?.count == 100)
  }

  @Test("others are served while a process loops forever")
  func fairness() throws {
    var machine = Machine(visitLimit: .max)
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="a"/><bpmn:exclusiveGateway id="b"/>
      \(flows("start -> a -> b -> a"))
      """)
    try machine.deploy(file: bpmn(#"<bpmn:startEvent id="other"/>"#, id: "short"))
    try machine.sendAlone(.createInstance(CreateInstanceRequest(.id("p"))))
    for _ in 1...3 {
      try machine.sendAlone(.createInstance(CreateInstanceRequest(.id("short"))))
      try machine.sendAlone(.wake)
    }
    #expect(machine.completed.filter { $0 == "other" }.count == 3)
    #expect(!machine.state.backlog.isEmpty)
  }

  @Test("work left when the engine stopped is done after a restart")
  func resumed() async throws {
    let file = try TestFile()
    let process = bpmn(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:scriptTask id="double"><bpmn:extensionElements>
        <zeebe:script expression="=2 * i" resultVariable="r"/></bpmn:extensionElements>
        <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
          <zeebe:loopCharacteristics inputCollection="=for i in 1..2000 return i"
            inputElement="i" outputCollection="all" outputElement="=r"/>
        </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:scriptTask>
      \(flows("start -> double"))
      """)
    let clock = VirtualClock()
    var engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: process)])
    let instance = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    await engine.close()
    engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    try await engine.settle()
    #expect(try await engine.instance(instance.key)?.state == .completed)
    let all = try await engine.variables(ofInstance: instance.key)["all"]
    #expect(all == .array((1...2000).map { JSONValue(2 * $0) }))
    await engine.close()
  }
}
