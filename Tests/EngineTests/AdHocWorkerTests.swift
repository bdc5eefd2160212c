import EngineProtocol
import JSON
import Testing

@testable import Engine

/// Ad-hoc sub-processes that a job worker controls.
struct AdHocWorkerTests {
  private func machine(
    _ inside: String = task("a") + task("b"), type: String = "agent", extensions: String = "",
    around: String = "", definitions: String = ""
  ) throws -> Machine {
    try Machine.withAdHoc(
      inside,
      extensions: """
        <zeebe:taskDefinition type="\(type)" retries="2"/><zeebe:taskHeaders>
        <zeebe:header key="color" value="red"/></zeebe:taskHeaders>\(extensions)
        """, around: around, definitions: definitions)
  }

  @Test("its job activates elements; the end of each flow creates the job again")
  func life() throws {
    var machine = try machine()
    let instance = try machine.start(["goal": "x"])
    let job = try machine.job("agent")
    #expect(job.kind == .adHocSubProcess && job.retries == 2 && job.headers == ["color": "red"])
    #expect(job.variables["goal"] == "x" && job.elementID == "tools")
    try machine.answer("agent", activate: ["a", "b"])
    #expect(try machine.jobs("agent").isEmpty)
    try machine.complete("a")
    let outdated = try machine.job("agent").reference
    try machine.complete("b")
    #expect(machine.refusal(.completeJob(outdated, [:])) == .notFound)
    try machine.answer("agent", fulfilled: true)
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a result that says nothing changes nothing")
  func nothing() throws {
    var machine = try machine()
    let instance = try machine.start()
    try machine.complete("agent")
    #expect(machine.outcome(instance) == .active && machine.state.jobs.isEmpty)
    try machine.activate(AdHocActivation("a"))
    try machine.complete("a")
    #expect(try machine.jobs("agent").count == 1)
  }

  @Test("a fulfilled condition lets the rest end, without further jobs")
  func fulfilled() throws {
    var machine = try machine()
    let instance = try machine.start()
    try machine.answer("agent", activate: ["a", "b"])
    try machine.complete("a")
    try machine.answer("agent", fulfilled: true)
    #expect(machine.outcome(instance) == .active)
    try machine.complete("b")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a fulfilled condition can cancel the rest")
  func fulfilledWithCancellation() throws {
    var machine = try machine()
    let instance = try machine.start()
    try machine.answer("agent", activate: ["a", "b"])
    try machine.complete("a")
    try machine.answer("agent", fulfilled: true, cancelsRest: true)
    #expect(machine.outcome(instance) == .completed)
    #expect(!machine.completed.contains("b"))
  }

  @Test("a result can replace what runs")
  func replacement() throws {
    var machine = try machine()
    try machine.start()
    try machine.answer("agent", activate: ["a", "a"])
    try machine.complete("a")
    try machine.answer("agent", activate: ["b"], cancelsRest: true)
    #expect(try machine.jobs("a").isEmpty && machine.jobs("b").count == 1)
  }

  @Test("variables of the job stay local where they are, and new ones go to the instance")
  func variables() throws {
    var machine = try machine(
      extensions: #"<zeebe:ioMapping><zeebe:input source="=1" target="own"/></zeebe:ioMapping>"#)
    let instance = try machine.start()
    try machine.send(
      .completeJob(
        try machine.job("agent").reference, ["own": 2, "new": 3],
        .adHocSubProcess(AdHocJobResult(isFulfilled: true))))
    #expect(machine.variables(instance) == ["new": 3])
  }

  @Test("results of flows are collected and visible to the next job")
  func output() throws {
    var machine = try machine(
      extensions: #"<zeebe:adHoc outputCollection="results" outputElement="={id: id, r: r}"/>"#)
    let instance = try machine.start()
    try machine.answer(
      "agent",
      AdHocJobResult(activations: [
        AdHocActivation("a", variables: ["id": 1]), AdHocActivation("b", variables: ["id": 2]),
      ]))
    try machine.complete("b", ["r": "b"])
    try machine.complete("a", ["r": "a"])
    let results: JSONValue = [["id": 2, "r": "b"], ["id": 1, "r": "a"]]
    #expect(try machine.job("agent").variables["results"] == results)
    try machine.advance(by: 60_000)
    try machine.answer("agent", fulfilled: true)
    #expect(machine.variables(instance)["results"] == results)
  }

  @Test("a result that cannot be carried out is rejected, and the job remains")
  func rejections() throws {
    var machine = try machine()
    try machine.start()
    let job = try machine.job("agent").reference
    func refusal(_ result: JobResult) -> EngineError.Code? {
      machine.refusal(.completeJob(job, ["x": 1], result))
    }
    let activation = AdHocActivation("a")
    #expect(
      refusal(.adHocSubProcess(AdHocJobResult(activations: [AdHocActivation("c")]))) == .notFound)
    #expect(
      refusal(.adHocSubProcess(AdHocJobResult(activations: [activation], isFulfilled: true)))
        == .invalidArgument)
    #expect(refusal(.userTask(UserTaskJobResult())) == .invalidArgument)
    try machine.send(
      .completeJob(job, [:], .adHocSubProcess(AdHocJobResult(activations: [activation]))))
    let other = try machine.job("a").reference
    #expect(
      machine.refusal(.completeJob(other, [:], .adHocSubProcess(AdHocJobResult())))
        == .invalidArgument)
  }

  @Test("used up retries raise an incident of its own type")
  func noRetries() throws {
    var machine = try machine()
    try machine.start()
    let job = try machine.job("agent").reference
    try machine.send(.failJob(job, JobFailure(retries: 0, message: "no")))
    #expect(machine.incidents.map(\.type) == ["AD_HOC_SUB_PROCESS_NO_RETRIES"])
    try machine.send(.updateJobRetries(job.key, 1))
    try machine.send(.resolveIncident(try #require(machine.incidents.first).key))
    #expect(try machine.jobs("agent").count == 1)
  }

  @Test("a job type that cannot be evaluated any more raises an incident")
  func failingType() throws {
    var machine = try machine(type: "=kind")
    let instance = try machine.start(["kind": "agent"])
    try machine.answer("agent", activate: ["a"])
    try machine.complete("a", ["kind": 1])
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "EXTRACT_VALUE_ERROR" && incident.elementID == "tools")
    try machine.send(.resolveIncident(incident.key))
    #expect(machine.incidents.count == 1)
    try machine.send(.cancelInstance(instance))
    #expect(machine.state.elements.isEmpty)
  }

  @Test("the end of a non-interrupting event sub-process creates the job again")
  func eventSubProcess() throws {
    var machine = try machine(
      """
      \(task("a"))<bpmn:subProcess id="react" triggeredByEvent="true">
      <bpmn:startEvent id="s" isInterrupting="false"><bpmn:messageEventDefinition messageRef="m"/>
      </bpmn:startEvent>\(task("work"))\(flows("s -> work"))</bpmn:subProcess>
      """, definitions: message("m"))
    try machine.start(["key": "k"])
    try machine.complete("agent")
    try machine.publish("m", "k")
    try machine.complete("work")
    #expect(try machine.jobs("agent").count == 1)
  }

  @Test("its worker can throw an error")
  func error() throws {
    var machine = try machine(
      around: """
        <bpmn:boundaryEvent id="bad" attachedToRef="tools"><bpmn:errorEventDefinition/>
        </bpmn:boundaryEvent>\(flows("bad -> end"))
        """)
    let instance = try machine.start()
    try machine.send(.throwError(try machine.job("agent").reference, JobError(code: "e")))
    #expect(machine.outcome(instance) == .completed && machine.completed.contains("bad"))
  }
}

extension Machine {
  fileprivate mutating func answer(
    _ type: String, activate elements: [String] = [], fulfilled: Bool = false,
    cancelsRest: Bool = false
  ) throws {
    try answer(
      type,
      AdHocJobResult(
        activations: elements.map { AdHocActivation($0) }, isFulfilled: fulfilled,
        cancelsRest: cancelsRest))
  }

  /// Completes the job of an ad-hoc sub-process, which may have been activated before.
  fileprivate mutating func answer(_ type: String, _ result: AdHocJobResult) throws {
    let key = try #require(state.jobs.first { $0.value.type == type }).key
    let reference = JobReference(key: key, token: JobReference.anyToken)
    try send(.completeJob(reference, [:], .adHocSubProcess(result)))
  }
}
