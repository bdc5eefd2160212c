import EngineProtocol
import JSON
import Storage
import Testing

@testable import Engine

struct RuntimeInstructionTests {
  @Test("an instance is terminated after an element, before its outgoing flows are taken")
  func completed() throws {
    var machine = try Machine.nested()
    let request = CreateInstanceRequest(.id("p"), endElements: ["before"])
    guard case .instance(let instance) = try machine.send(.createInstance(request)) else {
      throw WrongReply()
    }
    try machine.complete("before")
    #expect(machine.completed == ["start", "before"])
    #expect(machine.outcome(instance.key) == .terminated)
    #expect(!machine.log.contains { if case .flowTaken(_, 1) = $0.event { true } else { false } })
    #expect(machine.state.elements.isEmpty && machine.state.traits.isEmpty)
  }

  @Test(
    "a terminated element ends the instance before its boundary event", arguments: ["sub", "work"])
  func terminated(id: String) throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="begin"/>
      \(task("work"))\(flows("begin -> work"))</bpmn:subProcess>
      <bpmn:boundaryEvent id="late" attachedToRef="sub"><bpmn:timerEventDefinition>
        <bpmn:timeDuration>PT1M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
      \(task("after"))\(flows("start -> sub", "late -> after"))
      """)
    let instance = try machine.start(at: "sub", endingAfter: [id])
    try machine.advance(by: 60_000)
    #expect(machine.outcome(instance) == .terminated)
    #expect(!machine.completed.contains("late"))
  }

  @Test("an event-based gateway ends the instance before the event after it")
  func eventBasedGateway() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:eventBasedGateway id="choose"/>
      <bpmn:intermediateCatchEvent id="a"><bpmn:messageEventDefinition messageRef="m"/>
      </bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="b">
      <bpmn:timerEventDefinition><bpmn:timeDuration>PT1M</bpmn:timeDuration>
      </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
      \(flows("start -> choose -> a", "choose -> b"))
      """, definitions: message("m"))
    let instance = try machine.start(at: "choose", with: ["key": "k"], endingAfter: ["choose"])
    try machine.publish("m", "k")
    #expect(machine.outcome(instance) == .terminated)
    #expect(machine.completed == ["choose"])
  }

  @Test("an interrupting event sub-process that ends such an element does not start")
  func eventSubProcess() throws {
    var machine = try Machine.nested()
    let instance = try machine.start(at: "first", with: ["key": "k"], endingAfter: ["first"])
    try machine.publish("m", "k")
    #expect(machine.outcome(instance) == .terminated)
    #expect(machine.completed.isEmpty)
  }

  @Test("of a loop, the body counts")
  func loop() throws {
    var machine = try Machine.nested(loop: Machine.loopOverItems)
    let instance = try machine.start(
      at: "sub", with: ["items": [1, 2], "key": "k"], endingAfter: ["sub"])
    for job in try machine.jobs("first") { try machine.send(.completeJob(job.reference, [:])) }
    let last = try machine.jobs("second")
    #expect(last.count == 2)
    for job in last {
      #expect(machine.outcome(instance) == .active)
      try machine.send(.completeJob(job.reference, [:]))
    }
    #expect(machine.outcome(instance) == .terminated)
  }

  @Test("an unknown element is rejected", arguments: ["nothing", "p", "start-before"])
  func unknown(id: String) throws {
    var machine = try Machine.nested()
    let request = CreateInstanceRequest(.id("p"), endElements: [id])
    #expect(machine.refusal(.createInstance(request)) == .invalidArgument)
    #expect(machine.state.elements.isEmpty)
  }

  @Test("a reopened engine still ends the instance")
  func reopened() async throws {
    let file = try TestFile()
    let process = bpmn(
      "<bpmn:startEvent id=\"s\"/>\(userTask("a", "<zeebe:userTask/>"))\(task("b"))"
        + flows("s -> a -> b"))
    var engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: process)])
    let instance = try await engine.createInstance(
      CreateInstanceRequest(.id("p"), endElements: ["a"]))
    await engine.close()
    engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    let key = try #require(try await engine.userTasks(ofInstance: nil).first?.key)
    try await engine.change(userTask: key, .complete([:]))
    #expect(try await engine.instance(instance.key)?.state == .terminated)
    await engine.close()
  }
}
