import EngineProtocol
import JSON
import Testing

@testable import Engine

struct EventSubProcessTests {
  /// A process with the task `work` and an event sub-process with the task `react`.
  private func machine(_ start: String, interrupting: Bool = true) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))<bpmn:endEvent id="end"/>
      \(flows("start -> work -> end"))
      <bpmn:subProcess id="sub" triggeredByEvent="true">
        <bpmn:startEvent id="event" isInterrupting="\(interrupting)">\(start)</bpmn:startEvent>
        \(task("react"))\(flows("event -> react"))
      </bpmn:subProcess>
      """, definitions: message("m") + #"<bpmn:error id="e" errorCode="E"/>"#)
    return machine
  }

  private static let messageStart = #"<bpmn:messageEventDefinition messageRef="m"/>"#

  @Test("an interrupting event sub-process takes over its scope")
  func interrupting() throws {
    var machine = try machine(Self.messageStart)
    let instance = try machine.start(["key": "k"])
    try machine.publish("m", "k", ["text": "stop"])
    #expect(try machine.jobs("work").isEmpty)
    #expect(machine.state.subscriptions.isEmpty)
    try machine.complete("react")
    #expect(machine.completed == ["start", "event", "react", "sub"])
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance)["text"] == "stop")
  }

  @Test("a non-interrupting one runs in parallel, once for each event")
  func nonInterrupting() throws {
    var machine = try machine(Self.messageStart, interrupting: false)
    let instance = try machine.start(["key": "k"])
    try machine.publish("m", "k")
    try machine.publish("m", "k")
    try machine.complete("work")
    #expect(machine.outcome(instance) == .active)
    for job in try machine.jobs("react") { try machine.send(.completeJob(job.reference, [:])) }
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.completed.filter { $0 == "sub" }.count == 2)
  }

  @Test("a timer can start one, several times with a cycle")
  func timer() throws {
    let cycle = "<bpmn:timeCycle>R2/PT1M</bpmn:timeCycle>"
    var machine = try machine(
      "<bpmn:timerEventDefinition>\(cycle)</bpmn:timerEventDefinition>", interrupting: false)
    try machine.start()
    for _ in 1...3 { try machine.advance(by: 60_000) }
    #expect(try machine.jobs("react").count == 2)
  }

  @Test("an error can start one, and it does not catch errors of its own")
  func error() throws {
    var machine = try machine(#"<bpmn:errorEventDefinition errorRef="e"/>"#)
    try machine.start()
    let work = try machine.job("work").reference
    try machine.send(.throwError(work, JobError(code: "E")))
    let react = try machine.job("react").reference
    try machine.send(.throwError(react, JobError(code: "E")))
    #expect(machine.incidents.map(\.type) == ["UNHANDLED_ERROR_EVENT"])
  }

  @Test("an instance that cannot subscribe does not continue until the incident is resolved")
  func failingKey() throws {
    var machine = try machine(Self.messageStart)
    let instance = try machine.start()
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
    #expect(machine.completed.isEmpty)
    #expect(try machine.jobs("work").isEmpty)
    try machine.send(.resolveIncident(machine.incidents[0].key))
    #expect(machine.incidents.count == 1)
    #expect(machine.outcome(instance) == .active)
  }

  @Test("its correlation key may come from the message that starts the process")
  func keyOfStartMessage() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="ordered"><bpmn:messageEventDefinition messageRef="order"/>
      </bpmn:startEvent>\(task("work"))\(flows("ordered -> work"))
      <bpmn:subProcess id="sub" triggeredByEvent="true">
        <bpmn:startEvent id="event"><bpmn:messageEventDefinition messageRef="stop"/>
        </bpmn:startEvent>\(task("react"))\(flows("event -> react"))
      </bpmn:subProcess>
      """,
      definitions: #"<bpmn:message id="order" name="order"/>"#
        + message("stop", key: "=customer"))
    try machine.publish("order", "", ["customer": "anna"])
    #expect(machine.incidents.isEmpty)
    #expect(machine.subscriptions.map(\.correlationKey) == ["anna"])
    try machine.publish("stop", "anna")
    #expect(try machine.jobs("react").count == 1)
  }

  @Test("an error's variables are merged into the scope around the event sub-process")
  func errorVariables() throws {
    var machine = try machine(#"<bpmn:errorEventDefinition errorRef="e"/>"#)
    let instance = try machine.start()
    let work = try machine.job("work").reference
    try machine.send(.throwError(work, JobError(code: "E", variables: ["reason": "late"])))
    #expect(machine.variables(instance)["reason"] == "late")
  }

  @Test("an error in an interrupting one is caught by a boundary event of its scope")
  func errorInside() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:subProcess id="outer"><bpmn:startEvent id="s"/>\(task("work"))\(flows("s -> work"))
        <bpmn:subProcess id="sub" triggeredByEvent="true">
          <bpmn:startEvent id="event"><bpmn:messageEventDefinition messageRef="m"/>
          </bpmn:startEvent>\(task("react"))\(flows("event -> react"))</bpmn:subProcess>
      </bpmn:subProcess>
      <bpmn:boundaryEvent id="failed" attachedToRef="outer">
        <bpmn:errorEventDefinition errorRef="e"/></bpmn:boundaryEvent>
      <bpmn:endEvent id="end"/>\(flows("start -> outer -> end", "failed -> end"))
      """, definitions: message("m") + #"<bpmn:error id="e" errorCode="E"/>"#)
    let instance = try machine.start(["key": "k"])
    try machine.publish("m", "k")
    try machine.send(.throwError(try machine.job("react").reference, JobError(code: "E")))
    #expect(machine.completed.suffix(2) == ["failed", "end"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("its scope can be a sub-process, whose boundary events stay open")
  func inSubProcess() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:subProcess id="outer"><bpmn:startEvent id="s"/>\(task("work"))\(flows("s -> work"))
        <bpmn:subProcess id="sub" triggeredByEvent="true">
          <bpmn:startEvent id="event"><bpmn:messageEventDefinition messageRef="m"/>
          </bpmn:startEvent>\(task("react"))\(flows("event -> react"))</bpmn:subProcess>
      </bpmn:subProcess>
      <bpmn:boundaryEvent id="late" attachedToRef="outer"><bpmn:timerEventDefinition>
      <bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
      </bpmn:boundaryEvent><bpmn:endEvent id="end"/>
      \(flows("start -> outer -> end", "late -> end"))
      """, definitions: message("m"))
    let instance = try machine.start(["key": "k"])
    try machine.publish("m", "k")
    #expect(try machine.jobs("react").count == 1)
    try machine.advance(by: 3_600_000)
    #expect(machine.completed.suffix(2) == ["late", "end"])
    #expect(machine.outcome(instance) == .completed)
  }
}
