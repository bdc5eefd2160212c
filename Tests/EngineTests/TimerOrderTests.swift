import EngineProtocol
import JSON
import Testing

@testable import Engine

@Suite("Timers that are due at the same time")
struct TimerOrderTests {
  /// A boundary event of the task `work`.
  private func event(_ id: String, _ definition: String, interrupts: Bool = true) -> String {
    """
    <bpmn:boundaryEvent id="\(id)" attachedToRef="work" cancelActivity="\(interrupts)">
    <bpmn:timerEventDefinition>\(definition)</bpmn:timerEventDefinition></bpmn:boundaryEvent>
    """
  }

  private func after(_ duration: String) -> String {
    "<bpmn:timeDuration>\(duration)</bpmn:timeDuration>"
  }

  private func machine(_ events: String...) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))\(events.joined())\(flows("start -> work"))
      """)
    try machine.start()
    return machine
  }

  @Test("the one that was due first fires; the other's activity is gone")
  func interrupting() throws {
    var machine = try machine(event("late", after("PT2M")), event("soon", after("PT1M")))
    try machine.advance(by: 180_000)
    #expect(machine.completed == ["start", "soon"])
    #expect(machine.state.timers.isEmpty)
  }

  @Test("both fire if the first does not interrupt")
  func both() throws {
    var machine = try machine(
      event("end", after("PT2M")), event("remind", after("PT1M"), interrupts: false))
    try machine.advance(by: 180_000)
    #expect(machine.completed == ["start", "remind", "end"])
  }

  @Test("only the first of two that were due at the same instant fires")
  func sameInstant() throws {
    var machine = try machine(event("a", after("PT1M")), event("b", after("PT1M")))
    try machine.advance(by: 60_000)
    #expect(machine.completed == ["start", "a"])
  }

  @Test("a cycle of no or one repetition fires once", arguments: ["R0", "R1"])
  func once(count: String) throws {
    let cycle = "<bpmn:timeCycle>\(count)/PT1M</bpmn:timeCycle>"
    var machine = try machine(event("tick", cycle, interrupts: false))
    for _ in 1...3 { try machine.advance(by: 60_000) }
    #expect(machine.completed == ["start", "tick"])
  }

  @Test("a message published before the timer is processed wins over it")
  func message() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:receiveTask id="work" messageRef="m"/>
      \(event("late", after("PT1M")))\(flows("start -> work"))
      """, definitions: Self.definitions)
    let instance = try machine.start(["key": "k"])
    machine.now += 60_000
    try machine.publish("m", "k")
    try machine.send(.wake)
    #expect(machine.completed == ["start", "work"])
    #expect(machine.outcome(instance) == .completed)
  }

  private static let definitions = EngineTests.message("m")
}
