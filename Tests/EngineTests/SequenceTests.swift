import EngineProtocol
import JSON
import Testing

@testable import Engine

struct SequenceTests {
  @Test("a process goes from its start event to its end event")
  func passesThrough() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:task id="note"/><bpmn:manualTask id="walk"/>
      <bpmn:intermediateThrowEvent id="milestone"/><bpmn:endEvent id="end"/>
      \(flows("start -> note -> walk -> milestone -> end"))
      """)
    let instance = try machine.start()
    #expect(machine.completed == ["start", "note", "walk", "milestone", "end"])
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.state.elements.isEmpty)
  }

  @Test("a service task waits until its job is completed")
  func waitsForJob() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("pay"))<bpmn:endEvent id="end"/>
      \(flows("start -> pay -> end"))
      """)
    let instance = try machine.start(["amount": 12])
    #expect(machine.completed == ["start"])
    let job = try machine.job("pay")
    #expect(job.variables == ["amount": 12])
    #expect(job.retries == 3)
    try machine.send(.completeJob(job.reference, ["paid": true]))
    #expect(machine.completed == ["start", "pay", "end"])
    #expect(machine.variables(instance) == ["amount": 12, "paid": true])
  }

  @Test("all outgoing flows of a task are taken together")
  func implicitFork() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("a"))\(task("b"))
      \(flows("start -> a", "start -> b"))
      """)
    let instance = try machine.start()
    try machine.complete("b")
    #expect(machine.outcome(instance) == .active)
    try machine.complete("a")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a terminate end event ends everything else and completes the process")
  func terminateEnd() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("slow"))\(task("quick"))
      <bpmn:endEvent id="stop"><bpmn:terminateEventDefinition/></bpmn:endEvent>
      \(flows("start -> slow", "start -> quick -> stop"))
      """)
    let instance = try machine.start()
    let slow = try machine.job("slow")
    try machine.complete("quick")
    #expect(machine.outcome(instance) == .completed)
    #expect(throws: EngineError.self) { try machine.send(.completeJob(slow.reference, [:])) }
    #expect(machine.state.jobs.isEmpty)
  }

  @Test("a canceled instance leaves nothing behind")
  func cancel() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))
      <bpmn:boundaryEvent id="late" attachedToRef="work"><bpmn:timerEventDefinition>
        <bpmn:timeDuration>PT1M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
      <bpmn:endEvent id="end"/>\(flows("start -> work -> end", "late -> end"))
      """)
    let instance = try machine.start()
    try machine.send(.cancelInstance(instance))
    #expect(machine.outcome(instance) == .terminated)
    #expect(machine.state.elements.isEmpty && machine.state.jobs.isEmpty)
    #expect(machine.state.timers.isEmpty && machine.state.agenda == Agenda())
  }

  @Test("a loop that never waits raises an incident instead of blocking the engine")
  func endlessLoop() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:task id="a"/><bpmn:task id="b"/>
      \(flows("start -> a -> b -> a"))
      """)
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["UNKNOWN"])
  }

  @Test("a sub-process completes when it is empty")
  func subProcess() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:subProcess id="sub">
        <bpmn:startEvent id="inner"/>\(task("a"))\(task("b"))\(flows("inner -> a", "inner -> b"))
      </bpmn:subProcess>
      <bpmn:endEvent id="end"/>\(flows("start -> sub -> end"))
      """)
    let instance = try machine.start()
    try machine.complete("a")
    #expect(machine.completed == ["start", "inner", "a"])
    try machine.complete("b")
    #expect(machine.completed == ["start", "inner", "a", "b", "sub", "end"])
    #expect(machine.outcome(instance) == .completed)
  }
}
