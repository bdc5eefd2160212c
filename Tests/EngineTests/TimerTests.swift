import EngineProtocol
import JSON
import Testing

@testable import Engine

struct TimerTests {
  private func machine(catching definition: String) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition>\(definition)
      </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>\(flows("start -> wait"))
      """)
    return machine
  }

  @Test(
    "a timer fires when its duration has passed, not before",
    arguments: [
      ("PT1M", 60_000), ("=duration(delay)", 90_000), ("=delay", 90_000), ("P1M", 2_678_400_000),
      ("=duration(&quot;P1Y&quot;)", 31_536_000_000), ("-PT5S", 0),
    ])
  func duration(text: String, milliseconds: Int64) throws {
    var machine = try machine(
      catching: "<bpmn:timeDuration>\(text)</bpmn:timeDuration>")
    let instance = try machine.start(["delay": "PT1M30S"])
    if milliseconds > 0 { try machine.advance(by: milliseconds - 1) }
    #expect(machine.outcome(instance) == .active)
    try machine.advance(by: milliseconds > 0 ? 1 : 0)
    #expect(machine.outcome(instance) == .completed)
  }

  @Test(
    "a timer fires at its date",
    arguments: [
      "2026-01-01T00:01:00Z", "2026-01-01T01:01:00+01:00",
      "=date and time(&quot;2026-01-01T00:01:00Z&quot;)", "=now() + duration(&quot;PT1M&quot;)",
    ])
  func date(text: String) throws {
    var machine = try machine(catching: "<bpmn:timeDate>\(text)</bpmn:timeDate>")
    let instance = try machine.start()
    try machine.advance(by: 59_999)
    #expect(machine.outcome(instance) == .active)
    try machine.advance(by: 1)
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a value that is not a duration raises an incident")
  func wrongValue() throws {
    var machine = try machine(catching: "<bpmn:timeDuration>=delay</bpmn:timeDuration>")
    try machine.start(["delay": "soon"])
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
  }

  private func boundary(cancel: Bool, _ definition: String) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))
      <bpmn:boundaryEvent id="late" attachedToRef="work" cancelActivity="\(cancel)">
        <bpmn:timerEventDefinition>\(definition)</bpmn:timerEventDefinition></bpmn:boundaryEvent>
      <bpmn:endEvent id="warned"/><bpmn:endEvent id="end"/>
      \(flows("start -> work -> end", "late -> warned"))
      """)
    return machine
  }

  @Test("an interrupting timer ends its activity")
  func interrupting() throws {
    var machine = try boundary(cancel: true, "<bpmn:timeDuration>PT1M</bpmn:timeDuration>")
    let instance = try machine.start()
    let job = try machine.job("work").reference
    try machine.advance(by: 60_000)
    #expect(machine.completed == ["start", "late", "warned"])
    #expect(machine.outcome(instance) == .completed)
    #expect(throws: EngineError.self) { try machine.send(.completeJob(job, [:])) }
  }

  @Test("a timer of a completed activity does not fire")
  func canceled() throws {
    var machine = try boundary(cancel: true, "<bpmn:timeDuration>PT1M</bpmn:timeDuration>")
    try machine.start()
    try machine.complete("work")
    try machine.advance(by: 60_000)
    #expect(machine.completed == ["start", "work", "end"])
  }

  @Test("a cycle fires the given number of times, each counted from when the last was due")
  func cycle() throws {
    var machine = try boundary(cancel: false, "<bpmn:timeCycle>R3/PT1M</bpmn:timeCycle>")
    try machine.start()
    try machine.advance(by: 90_000)
    #expect(machine.completed.filter { $0 == "late" }.count == 1)
    try machine.advance(by: 30_000)
    #expect(machine.completed.filter { $0 == "late" }.count == 2)
    try machine.advance(by: 60_000)
    #expect(machine.completed.filter { $0 == "late" }.count == 3)
    try machine.advance(by: 600_000)
    #expect(machine.completed.filter { $0 == "late" }.count == 3)
  }

  @Test("after a long pause a cycle fires once and continues from now")
  func catchUp() throws {
    var machine = try boundary(cancel: false, "<bpmn:timeCycle>R/PT1M</bpmn:timeCycle>")
    try machine.start()
    try machine.advance(by: 3_610_000)
    #expect(machine.completed.filter { $0 == "late" }.count == 1)
    #expect(machine.state.agenda.next?.time == machine.now + 60_000)
  }

  @Test("a cycle is evaluated again for each firing")
  func changingInterval() throws {
    let cycle = #"="R/PT" + string(secs) + "S""#.replacing("\"", with: "&quot;")
    var machine = try boundary(cancel: false, "<bpmn:timeCycle>\(cycle)</bpmn:timeCycle>")
    let instance = try machine.start(["secs": 10])
    let work = try machine.job("work").reference
    try machine.send(.failJob(work, JobFailure(retries: 1, message: "", variables: ["secs": 60])))
    try machine.advance(by: 10_000)
    #expect(machine.completed.filter { $0 == "late" }.count == 1)
    #expect(machine.state.agenda.next?.time == machine.now + 60_000)
    #expect(machine.outcome(instance) == .active)
  }

  @Test("a cycle that can no longer be evaluated keeps its interval and raises an incident")
  func brokenInterval() throws {
    let cycle = #"="R2/PT" + string(secs) + "S""#.replacing("\"", with: "&quot;")
    var machine = try boundary(cancel: false, "<bpmn:timeCycle>\(cycle)</bpmn:timeCycle>")
    try machine.start(["secs": 10])
    let work = try machine.job("work").reference
    let failure = JobFailure(retries: 1, message: "", variables: ["secs": "soon"])
    try machine.send(.failJob(work, failure))
    try machine.advance(by: 10_000)
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
    try machine.advance(by: 10_000)
    #expect(machine.completed.filter { $0 == "late" }.count == 2)
  }

  @Test(
    "a cycle may start at a date with a zone; a past date fires at once",
    arguments: [
      ("R/2026-01-01T02:00:00+01:00[Europe/Berlin]/P1D", 3_600_000, 86_400_000),
      ("R/2026-01-01T01:00:00Z[Europe/Berlin]/P1D", 3_600_000, 86_400_000),
      ("R-1/PT1H", 3_600_000, 3_600_000), ("R2/PT1h", 3_600_000, 3_600_000),
      ("R/2025-12-31T23:00:00Z/P1D", 0, 82_800_000), ("R/2020-01-01T00:00:00Z/PT1H", 0, 3_600_000),
    ])
  func cycleWithStart(text: String, first: Int64, second: Int64) throws {
    var machine = try boundary(cancel: false, "<bpmn:timeCycle>\(text)</bpmn:timeCycle>")
    try machine.start()
    #expect(machine.state.agenda.next.map { max($0.time, machine.now) - machine.now } == first)
    try machine.advance(by: first)
    #expect(machine.completed.filter { $0 == "late" }.count == 1)
    #expect(machine.state.agenda.next.map { $0.time - machine.now } == second)
  }

  private func starting(_ definition: String) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="daily"><bpmn:timerEventDefinition>\(definition)
      </bpmn:timerEventDefinition></bpmn:startEvent>
      """)
    return machine
  }

  @Test(
    "a start event's timer starts at deployment",
    arguments: [
      ("<bpmn:timeCycle>R/P1D</bpmn:timeCycle>", 3),
      ("<bpmn:timeCycle>R2/P1D</bpmn:timeCycle>", 2),
      ("<bpmn:timeCycle>R-1/P1D</bpmn:timeCycle>", 3),
      ("<bpmn:timeCycle>R-2/P1D</bpmn:timeCycle>", 1),
      ("<bpmn:timeDuration>P1D</bpmn:timeDuration>", 1),
      ("<bpmn:timeDate>=now() + duration(&quot;P3D&quot;)</bpmn:timeDate>", 1),
    ])
  func startTimer(definition: String, count: Int) throws {
    var machine = try starting(definition)
    for _ in 1...3 { try machine.advance(by: 86_400_000) }
    #expect(machine.completed == Array(repeating: "daily", count: count))
  }

  @Test("a new version replaces the start event timers of the old one")
  func newVersion() throws {
    var machine = try starting("<bpmn:timeCycle>R/P1D</bpmn:timeCycle>")
    try machine.advance(by: 86_400_000)
    try machine.deploy(#"<bpmn:startEvent id="start"/>"#)
    try machine.advance(by: 86_400_000)
    #expect(machine.completed == ["daily"])
    #expect(machine.state.agenda == Agenda())
  }
}
