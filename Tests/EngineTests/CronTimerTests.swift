import EngineProtocol
import JSON
import Testing

@testable import Engine

@Suite("Timers with a cron expression, and cycles without an interval")
struct CronTimerTests {
  private static let hour: Int64 = 3_600_000

  private func timer(_ text: String) -> String {
    "<bpmn:timerEventDefinition><bpmn:timeCycle>\(text)</bpmn:timeCycle></bpmn:timerEventDefinition>"
  }

  private func starting(_ text: String) throws -> Machine {
    var machine = Machine()
    try machine.deploy(#"<bpmn:startEvent id="tick">\#(timer(text))</bpmn:startEvent>"#)
    return machine
  }

  /// A task `work` with a non-interrupting boundary event.
  private func boundary(_ text: String) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))
      <bpmn:boundaryEvent id="tick" attachedToRef="work" cancelActivity="false">\(timer(text))
      </bpmn:boundaryEvent><bpmn:endEvent id="end"/>\(flows("start -> work", "tick -> end"))
      """)
    return machine
  }

  private func ticks(_ machine: Machine) -> Int {
    machine.completed.filter { $0 == "tick" }.count
  }

  @Test(
    "a start event fires at each matching time in UTC",
    arguments: ["0 0 9 * * *", "=&quot;0 0 9 * * *&quot;"])
  func start(text: String) throws {
    var machine = try starting(text)
    try machine.advance(by: 9 * Self.hour - 1)
    #expect(ticks(machine) == 0)
    try machine.advance(by: 1)
    #expect(ticks(machine) == 1)
    try machine.advance(by: 24 * Self.hour)
    #expect(ticks(machine) == 2)
  }

  @Test("times missed while the engine was stopped are made up for once")
  func catchUp() throws {
    var machine = try starting("@hourly")
    try machine.advance(by: 3 * Self.hour + 1)
    #expect(ticks(machine) == 1)
    #expect(machine.state.agenda.next?.time == machine.now - 1 + Self.hour)
  }

  @Test("a boundary event fires until its activity ends")
  func boundaryEvent() throws {
    var machine = try boundary("=when")
    try machine.start(["when": "0 */20 * * * *"])
    for _ in 1...3 { try machine.advance(by: Self.hour / 3) }
    #expect(ticks(machine) == 3)
    try machine.complete("work")
    #expect(machine.state.agenda == Agenda())
  }

  @Test("an event sub-process fires, too")
  func eventSubProcess() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))\(flows("start -> work"))
      <bpmn:subProcess id="sub" triggeredByEvent="true">
      <bpmn:startEvent id="tick" isInterrupting="false">\(timer("0 0 * * * *"))</bpmn:startEvent>
      </bpmn:subProcess>
      """)
    try machine.start()
    for _ in 1...2 { try machine.advance(by: Self.hour) }
    #expect(ticks(machine) == 2)
  }

  @Test("a date that never comes is no timer")
  func never() throws {
    #expect(try starting("0 0 0 31 6 *").state.agenda == Agenda())
    var machine = try boundary("0 0 0 31 6 *")
    let instance = try machine.start()
    #expect(machine.state.agenda == Agenda())
    try machine.complete("work")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a value that is neither a cycle nor a cron expression raises an incident")
  func invalid() throws {
    var machine = try boundary("=when")
    try machine.start(["when": "0 9 * * *"])
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
    #expect(machine.incidents[0].message.contains("cron expression"))
  }

  @Test(
    "a cycle without a positive interval fires every 100 ms", arguments: ["PT0S", "P0D", "-PT1M"])
  func withoutInterval(interval: String) throws {
    var machine = try boundary("R3/\(interval)")
    try machine.start()
    try machine.advance(by: 0)
    #expect(ticks(machine) == 1)
    try machine.advance(by: 99)
    #expect(ticks(machine) == 1)
    try machine.advance(by: 1)
    #expect(ticks(machine) == 2)
    for _ in 1...3 { try machine.advance(by: 100) }
    #expect(ticks(machine) == 3)
  }

  @Test("schedules in logs of earlier versions have no cron expression")
  func coding() throws {
    let events = try EventReader.events(
      in: #"[["timerFired",7,[5,null,1,2]],["timerFired",7,[5,null,0,0,"@daily"]]]"#)
    guard case .timerFired(7, let old?) = events[0], case .timerFired(7, let new?) = events[1]
    else { throw WrongReply() }
    #expect(old.next(in: old.cycle, now: 0)?.due == 2_678_400_007)
    #expect(new.next(in: new.cycle, now: 0)?.due == 86_400_000)
  }
}
