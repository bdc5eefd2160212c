import EngineProtocol
import JSON
import Testing

@testable import Engine

@Suite("Pending work")
struct PendingWorkTests {
  private static let hour: Int64 = 3_600_000

  private func timer(_ kind: String, _ text: String) -> String {
    "<bpmn:timerEventDefinition><bpmn:\(kind)>\(text)</bpmn:\(kind)></bpmn:timerEventDefinition>"
  }

  private func catchTimer(_ id: String, _ duration: String) -> String {
    """
    <bpmn:intermediateCatchEvent id="\(id)">\(timer("timeDuration", duration))
    </bpmn:intermediateCatchEvent>
    """
  }

  private func catchMessage(_ id: String) -> String {
    """
    <bpmn:intermediateCatchEvent id="\(id)"><bpmn:messageEventDefinition messageRef="m"/>
    </bpmn:intermediateCatchEvent>
    """
  }

  private func boundary(_ id: String, on activity: String, _ timer: String) -> String {
    """
    <bpmn:boundaryEvent id="\(id)" attachedToRef="\(activity)" cancelActivity="false">\(timer)
    </bpmn:boundaryEvent><bpmn:endEvent id="\(id)-end"/>\(flows("\(id) -> \(id)-end"))
    """
  }

  /// Starts `p`, and returns its pending work.
  private func pendingWork(
    _ body: String, serving types: Set<String> = [], _ machine: inout Machine
  ) throws -> (PendingWork, EngineKey) {
    try machine.deploy(
      #"<bpmn:startEvent id="start"/>"# + body, definitions: message("m", key: "=1"))
    let instance = try machine.start()
    return (try pendingWork([instance], serving: types, machine), instance)
  }

  private func pendingWork(
    _ instances: Set<EngineKey>, serving types: Set<String> = [], _ machine: Machine
  ) throws -> PendingWork {
    var machine = machine
    guard
      case .pendingWork(let pendingWork) = try machine.send(
        .pendingWork(of: instances, serving: types))
    else { throw WrongReply() }
    return pendingWork
  }

  @Test("a pending timer is reported, and earlier work comes first")
  func timers() throws {
    var machine = Machine()
    let (pendingWork, _) = try pendingWork(
      """
      <bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>\(catchTimer("wait", "P10D"))
      \(flows("s -> wait"))</bpmn:subProcess>\(flows("start -> sub"))
      \(boundary("remind", on: "sub", timer("timeCycle", "R/PT1H")))
      """, &machine)
    #expect(!pendingWork.isBusy && pendingWork.nextDue == machine.now + Self.hour)
    #expect(try self.pendingWork([], machine).nextDue == nil, "of no instance")
  }

  @Test("a timer that repeats forever is not pending")
  func endless() throws {
    var machine = Machine()
    let (pendingWork, instance) = try pendingWork(
      task("work") + flows("start -> work")
        + boundary("remind", on: "work", timer("timeCycle", "R/PT1H")), &machine)
    #expect(pendingWork.nextDue == nil)
    #expect(
      pendingWork.unservedJobs
        == [PendingWork.UnservedJob(instanceKey: instance, elementID: "work", type: "work")])
  }

  @Test("a user task of either kind waits, and holds the timers around it")
  func userTasks() throws {
    for extensions in ["", "<zeebe:userTask/>"] {
      var machine = Machine()
      let (pendingWork, instance) = try pendingWork(
        userTask("ask", extensions) + flows("start -> ask")
          + boundary("late", on: "ask", timer("timeDuration", "PT1H")), &machine)
      #expect(!pendingWork.isBusy && pendingWork.nextDue == nil)
      #expect(pendingWork.waitingTasks.map(\.elementID) == ["ask"])
      #expect(pendingWork.waitingForInput.contains(instance))
      #expect(pendingWork.unservedJobs.isEmpty)
    }
  }

  @Test("a deadline around a wait for a message is not pending, a timer next to it is")
  func messages() throws {
    var machine = Machine()
    let waiting =
      """
      <bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>\(catchMessage("answer"))
      \(flows("s -> answer"))</bpmn:subProcess>
      """ + boundary("late", on: "sub", timer("timeDuration", "PT1H"))
    let (pendingWork, instance) = try pendingWork(waiting + flows("start -> sub"), &machine)
    #expect(pendingWork.nextDue == nil && pendingWork.waitingForInput.contains(instance))

    var other = Machine()
    let (beside, _) = try self.pendingWork(
      waiting + catchTimer("wait", "PT2H") + #"<bpmn:parallelGateway id="fork"/>"#
        + flows("start -> fork -> sub", "fork -> wait"), &other)
    #expect(beside.nextDue == other.now + Self.hour)
  }

  @Test("an attached message event is no wait: its process continues by itself")
  func besideTheFlow() throws {
    var machine = Machine()
    let (pendingWork, instance) = try pendingWork(
      catchTimer("wait", "PT1H") + flows("start -> wait")
        + """
        <bpmn:subProcess id="stop" triggeredByEvent="true"><bpmn:startEvent id="stopped">
        <bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent></bpmn:subProcess>
        """, &machine)
    #expect(pendingWork.nextDue == machine.now + Self.hour)
    #expect(!pendingWork.waitingForInput.contains(instance))
  }

  @Test("jobs with a worker are work, and their back-offs are pending")
  func jobs() throws {
    var machine = Machine()
    let (pendingWork, instance) = try pendingWork(
      task("work") + flows("start -> work"), serving: ["work"], &machine)
    #expect(pendingWork.isBusy)
    let job = try machine.job("work")
    #expect(try self.pendingWork([instance], serving: ["work"], machine).isBusy)
    try machine.send(.failJob(job.reference, JobFailure(retries: 1, message: "", backoff: 5000)))
    let later = try self.pendingWork([instance], serving: ["work"], machine)
    #expect(!later.isBusy && later.nextDue == machine.now + 5000)
  }

  @Test("a timer blocked by an incident is not pending")
  func incidents() throws {
    var machine = Machine()
    let (_, instance) = try pendingWork(
      task("work") + flows("start -> work")
        + boundary("late", on: "work", timer("timeDuration", "PT1H")), &machine)
    #expect(try pendingWork([instance], machine).nextDue != nil)
    let job = try machine.job("work")
    try machine.send(.failJob(job.reference, JobFailure(retries: 0, message: "")))
    #expect(try pendingWork([instance], machine).nextDue == nil)
  }

  @Test("callers wait for what a called process waits for")
  func calls() throws {
    var machine = Machine()
    let child = bpmn(
      #"<bpmn:startEvent id="s"/>"# + catchTimer("wait", "PT1H") + catchMessage("answer")
        + flows("s -> wait -> answer"), definitions: message("m", key: "=1"), id: "child")
    try machine.deploy(file: child, name: "child.bpmn")
    let (pendingWork, instance) = try pendingWork(
      """
      <bpmn:callActivity id="call"><bpmn:extensionElements>
      <zeebe:calledElement processId="child"/></bpmn:extensionElements></bpmn:callActivity>
      \(flows("start -> call"))
      """, &machine)
    #expect(pendingWork.nextDue == machine.now + Self.hour && pendingWork.waitingForInput.isEmpty)
    try machine.advance(by: Self.hour)
    #expect(try self.pendingWork([instance], machine).waitingForInput.contains(instance))
  }
}
