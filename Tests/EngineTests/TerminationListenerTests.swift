import EngineProtocol
import JSON
import Testing

@testable import Engine

/// Listeners that delay the termination of elements: canceling listeners of user tasks, and cancel
/// listeners of processes.
struct TerminationListenerTests {
  private func machine(_ body: String, definitions: String = "") throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      #"<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>"# + body, definitions: definitions)
    return machine
  }

  /// A user task that is told of its cancellation by a job of type `told`.
  private static let ask = userTask("ask", "<zeebe:userTask/>" + taskListeners("canceling told"))

  private static let cancelListeners = """
    <bpmn:extensionElements><zeebe:executionListeners>
    <zeebe:executionListener eventType="cancel" type="c1"/>
    <zeebe:executionListener eventType="cancel" type="c2"/>
    </zeebe:executionListeners></bpmn:extensionElements>
    """

  private func boundary(_ id: String, on activity: String) -> String {
    """
    <bpmn:boundaryEvent id="\(id)" attachedToRef="\(activity)"><bpmn:timerEventDefinition>
    <bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    """
  }

  @Test("an interrupting boundary event follows the canceling listener")
  func boundaryEvent() throws {
    var machine = try machine(
      Self.ask + boundary("late", on: "ask") + flows("start -> ask -> end", "late -> end"))
    let instance = try machine.start()
    try machine.advance(by: 3_600_000)
    #expect(machine.userTasks.map(\.state) == [.canceling])
    #expect(!machine.completed.contains("late"))
    try machine.complete("told")
    #expect(machine.userTasks.map(\.state) == [.canceled])
    #expect(machine.completed == ["start", "late", "end"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("cancelling during a completion runs the canceling listener, not the completing ones")
  func pendingCompletion() throws {
    var machine = try machine(
      userTask(
        "ask", "<zeebe:userTask/>" + taskListeners("completing done", "canceling told"))
        + flows("start -> ask -> end"))
    let instance = try machine.start()
    try machine.change(.complete(["x": 1]))
    let job = try machine.job("done").reference
    try machine.send(.cancelInstance(instance))
    #expect(machine.refusal(.completeJob(job, [:])) == .notFound)
    #expect(machine.outcome(instance) == .active)
    #expect(machine.refusal(.cancelInstance(instance)) == .notFound)
    let told = try machine.job("told")
    #expect(told.variables == [:] && told.listenerEvent == "CANCELING")
    try machine.send(.completeJob(told.reference, [:]))
    #expect(machine.outcome(instance) == .terminated && machine.state.elements.isEmpty)
  }

  @Test("a scope and its boundary event wait for listeners inside it")
  func scope() throws {
    var machine = try machine(
      """
      <bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>\(Self.ask)\(flows("s -> ask"))
      </bpmn:subProcess>\(boundary("late", on: "sub"))\(flows("start -> sub", "late -> end"))
      """)
    let instance = try machine.start()
    try machine.advance(by: 3_600_000)
    #expect(machine.outcome(instance) == .active && !machine.completed.contains("late"))
    try machine.complete("told")
    #expect(machine.completed.contains("late") && machine.outcome(instance) == .completed)
  }

  @Test("an interrupting event sub-process starts after the listeners of its scope")
  func eventSubProcess() throws {
    var machine = try machine(
      """
      \(Self.ask)\(flows("start -> ask"))
      <bpmn:subProcess id="sub" triggeredByEvent="true"><bpmn:startEvent id="s">
      <bpmn:messageEventDefinition messageRef="stop"/></bpmn:startEvent>
      \(task("react"))\(flows("s -> react"))</bpmn:subProcess>
      """, definitions: message("stop"))
    let instance = try machine.start(["key": "k"])
    try machine.publish("stop", "k", ["why": "late"])
    #expect(try machine.jobs("react").isEmpty)
    try machine.complete("told")
    #expect(try machine.job("react").variables["why"] == "late")
    try machine.advance(by: 60_000)
    try machine.complete("react")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a terminate end event completes after the listeners")
  func terminateEndEvent() throws {
    var machine = try machine(
      """
      \(Self.ask)<bpmn:parallelGateway id="both"/>\(task("work"))<bpmn:endEvent id="stop">
      <bpmn:terminateEventDefinition/></bpmn:endEvent>
      \(flows("start -> both -> ask", "both -> work -> stop"))
      """)
    let instance = try machine.start()
    try machine.complete("work")
    #expect(machine.outcome(instance) == .active && !machine.completed.contains("stop"))
    try machine.complete("told")
    #expect(machine.completed.contains("stop") && machine.outcome(instance) == .completed)
  }

  @Test("a loop that ends early waits for the listeners of its instances")
  func loop() throws {
    var machine = try machine(
      """
      <bpmn:userTask id="ask"><bpmn:extensionElements><zeebe:userTask/>
      \(taskListeners("canceling told"))</bpmn:extensionElements>
      <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
      <zeebe:loopCharacteristics inputCollection="=[1, 2, 3]"/></bpmn:extensionElements>
      <bpmn:completionCondition>=true</bpmn:completionCondition>
      </bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>\(flows("start -> ask -> end"))
      """)
    let instance = try machine.start()
    try machine.change(.complete([:]))
    let jobs = try machine.jobs("told")
    #expect(jobs.count == 2)
    try machine.send(.completeJob(jobs[0].reference, [:]))
    #expect(machine.outcome(instance) == .active)
    try machine.send(.completeJob(jobs[1].reference, [:]))
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a call activity waits for the listeners of the called process")
  func calledProcess() throws {
    var machine = try machine(
      """
      <bpmn:callActivity id="call"><bpmn:extensionElements>
      <zeebe:calledElement processId="called"/></bpmn:extensionElements></bpmn:callActivity>
      \(boundary("late", on: "call"))\(flows("start -> call", "late -> end"))
      """)
    try machine.deploy(
      file: bpmn(
        Self.cancelListeners + #"<bpmn:startEvent id="s"/>"# + Self.ask + flows("s -> ask"),
        id: "called"), name: "called.bpmn")
    let instance = try machine.start()
    try machine.advance(by: 3_600_000)
    for type in ["told", "c1", "c2"] {
      #expect(machine.outcome(instance) == .active)
      try machine.complete(type)
    }
    #expect(machine.completed.contains("late") && machine.outcome(instance) == .completed)
  }

  @Test("cancel listeners run one after another when nothing else of the instance is left")
  func cancelListeners() throws {
    var machine = try machine(Self.cancelListeners + task("work") + flows("start -> work -> end"))
    let instance = try machine.start(["x": 1])
    try machine.send(.cancelInstance(instance))
    let job = try machine.job("c1")
    #expect(job.kind == .executionListener && job.listenerEvent == "CANCEL")
    #expect(machine.state.elements.keys.count == 1)
    #expect(try machine.jobs("c2").isEmpty)
    try machine.send(.completeJob(job.reference, ["seen": true]))
    #expect(try machine.job("c2").variables == ["x": 1, "seen": true])
    try machine.advance(by: 60_000)
    try machine.complete("c2")
    #expect(machine.outcome(instance) == .terminated)
  }

  @Test("a cancel listener without retries keeps the instance until its incident is resolved")
  func failingCancelListener() throws {
    var machine = try machine(Self.cancelListeners + task("work") + flows("start -> work -> end"))
    let instance = try machine.start()
    try machine.send(.cancelInstance(instance))
    let job = try machine.job("c1").reference
    try machine.send(.failJob(job, JobFailure(retries: 0, message: "no")))
    #expect(machine.incidents.map(\.type) == ["EXECUTION_LISTENER_NO_RETRIES"])
    #expect(machine.outcome(instance) == .active)
    try machine.send(.updateJobRetries(job.key, 1))
    try machine.send(.resolveIncident(try #require(machine.incidents.first).key))
    try machine.complete("c1")
    try machine.complete("c2")
    #expect(machine.outcome(instance) == .terminated)
  }

  @Test("a failing expression of a cancel listener is an incident; resolving it tries again")
  func failingExpression() throws {
    var machine = try machine(
      """
      <bpmn:extensionElements><zeebe:executionListeners>
      <zeebe:executionListener eventType="cancel" type="=missing"/></zeebe:executionListeners>
      </bpmn:extensionElements>\(task("work"))\(flows("start -> work"))
      """)
    let instance = try machine.start()
    try machine.send(.cancelInstance(instance))
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "EXTRACT_VALUE_ERROR")
    try machine.send(.resolveIncident(incident.key))
    #expect(machine.incidents.count == 1 && machine.outcome(instance) == .active)
  }

  @Test("cancel listeners do not run for an instance that completes")
  func completion() throws {
    var machine = try machine(Self.cancelListeners + task("work") + flows("start -> work -> end"))
    let instance = try machine.start()
    try machine.complete("work")
    #expect(machine.outcome(instance) == .completed)
    #expect(try machine.jobs("c1").isEmpty)
  }

  @Test("termination by a modification tells no listeners")
  func modification() throws {
    var machine = try machine(
      Self.cancelListeners + Self.ask + task("work") + flows("start -> ask", "start -> work"))
    let instance = try machine.start()
    func terminate(_ id: String) -> InstanceModification {
      InstanceModification(terminations: [.id(id)])
    }
    try machine.modify(instance, terminate("ask"))
    #expect(machine.userTasks.map(\.state) == [.canceled])
    #expect(machine.activeIDs == ["work"] && machine.outcome(instance) == .active)
    try machine.modify(instance, terminate("work"))
    #expect(machine.outcome(instance) == .terminated && machine.state.elements.isEmpty)
    #expect(try machine.jobs("told").isEmpty && machine.jobs("c1").isEmpty)
  }

  @Test("a modification also ends an element whose canceling listener runs")
  func modificationWhileTerminating() throws {
    var machine = try machine(
      Self.ask + boundary("late", on: "ask") + flows("start -> ask -> end", "late -> end"))
    let instance = try machine.start()
    try machine.advance(by: 3_600_000)
    let told = try machine.job("told").reference
    try machine.modify(instance, InstanceModification(terminations: [.id("ask")]))
    #expect(machine.userTasks.map(\.state) == [.canceled])
    #expect(machine.refusal(.completeJob(told, [:])) == .notFound)
    #expect(machine.state.jobs.isEmpty && machine.state.userTasks.isEmpty)
  }
}
