import EngineProtocol
import JSON
import Testing

@testable import Engine

@Suite("What is left to do")
struct OutlookTests {
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

  /// Starts `p`, and gives what is left to do for it.
  private func outlook(
    _ body: String, serving types: Set<String> = [], _ machine: inout Machine
  ) throws -> (Outlook, EngineKey) {
    try machine.deploy(
      #"<bpmn:startEvent id="start"/>"# + body, definitions: message("m", key: "=1"))
    let instance = try machine.start()
    return (try outlook([instance], serving: types, machine), instance)
  }

  private func outlook(
    _ instances: Set<EngineKey>, serving types: Set<String> = [], _ machine: Machine
  ) throws -> Outlook {
    var machine = machine
    guard case .outlook(let outlook) = try machine.send(.outlook(of: instances, serving: types))
    else { throw WrongReply() }
    return outlook
  }

  @Test("a timer is waited for, and what is due before it comes first")
  func timers() throws {
    var machine = Machine()
    let (outlook, _) = try outlook(
      """
      <bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>\(catchTimer("wait", "P10D"))
      \(flows("s -> wait"))</bpmn:subProcess>\(flows("start -> sub"))
      \(boundary("remind", on: "sub", timer("timeCycle", "R/PT1H")))
      """, &machine)
    #expect(!outlook.isBusy && outlook.nextDue == machine.now + Self.hour)
    #expect(try self.outlook([], machine).nextDue == nil, "of no instance")
  }

  @Test("a timer that repeats for ever is not waited for")
  func endless() throws {
    var machine = Machine()
    let (outlook, instance) = try outlook(
      task("work") + flows("start -> work")
        + boundary("remind", on: "work", timer("timeCycle", "R/PT1H")), &machine)
    #expect(outlook.nextDue == nil)
    #expect(
      outlook.strandedJobs
        == [Outlook.StrandedJob(instanceKey: instance, elementID: "work", type: "work")])
  }

  @Test("a deadline of a wait for a message is not waited for, a timer beside it is")
  func messages() throws {
    var machine = Machine()
    let waiting =
      """
      <bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>\(catchMessage("answer"))
      \(flows("s -> answer"))</bpmn:subProcess>
      """ + boundary("late", on: "sub", timer("timeDuration", "PT1H"))
    let (outlook, instance) = try outlook(waiting + flows("start -> sub"), &machine)
    #expect(outlook.nextDue == nil && outlook.listening.contains(instance))

    var other = Machine()
    let (beside, _) = try self.outlook(
      waiting + catchTimer("wait", "PT2H") + #"<bpmn:parallelGateway id="fork"/>"#
        + flows("start -> fork -> sub", "fork -> wait"), &other)
    #expect(beside.nextDue == other.now + Self.hour)
  }

  @Test("a message that interrupts is no wait: its process goes on by itself")
  func besideTheFlow() throws {
    var machine = Machine()
    let (outlook, instance) = try outlook(
      catchTimer("wait", "PT1H") + flows("start -> wait")
        + """
        <bpmn:subProcess id="stop" triggeredByEvent="true"><bpmn:startEvent id="stopped">
        <bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent></bpmn:subProcess>
        """, &machine)
    #expect(outlook.nextDue == machine.now + Self.hour)
    #expect(!outlook.listening.contains(instance))
  }

  @Test("jobs of workers are work, and their back-offs are waited for")
  func jobs() throws {
    var machine = Machine()
    let (outlook, instance) = try outlook(
      task("work") + flows("start -> work"), serving: ["work"], &machine)
    #expect(outlook.isBusy)
    let job = try machine.job("work")
    #expect(try self.outlook([instance], serving: ["work"], machine).isBusy)
    try machine.send(.failJob(job.reference, JobFailure(retries: 1, message: "", backoff: 5000)))
    let later = try self.outlook([instance], serving: ["work"], machine)
    #expect(!later.isBusy && later.nextDue == machine.now + 5000)
  }

  @Test("what an incident holds up does not go on in time")
  func incidents() throws {
    var machine = Machine()
    let (_, instance) = try outlook(
      task("work") + flows("start -> work")
        + boundary("late", on: "work", timer("timeDuration", "PT1H")), &machine)
    #expect(try outlook([instance], machine).nextDue != nil)
    let job = try machine.job("work")
    try machine.send(.failJob(job.reference, JobFailure(retries: 0, message: "")))
    #expect(try outlook([instance], machine).nextDue == nil)
  }

  @Test("what a called process waits for, its callers wait for")
  func calls() throws {
    var machine = Machine()
    let child = bpmn(
      #"<bpmn:startEvent id="s"/>"# + catchTimer("wait", "PT1H") + catchMessage("answer")
        + flows("s -> wait -> answer"), definitions: message("m", key: "=1"), id: "child")
    try machine.deploy(file: child, name: "child.bpmn")
    let (outlook, instance) = try outlook(
      """
      <bpmn:callActivity id="call"><bpmn:extensionElements>
      <zeebe:calledElement processId="child"/></bpmn:extensionElements></bpmn:callActivity>
      \(flows("start -> call"))
      """, &machine)
    #expect(outlook.nextDue == machine.now + Self.hour && outlook.listening.isEmpty)
    try machine.advance(by: Self.hour)
    #expect(try self.outlook([instance], machine).listening.contains(instance))
  }
}
