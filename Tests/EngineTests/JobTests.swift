import EngineProtocol
import JSON
import Testing

@testable import Engine

struct JobTests {
  private func machine(boundary: String = "") throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))<bpmn:endEvent id="end"/>
      \(flows("start -> work -> end"))\(boundary)
      """,
      definitions: """
        <bpmn:error id="e1" errorCode="E1"/><bpmn:error id="e2" errorCode="E2"/>
        """)
    return machine
  }

  private func refusal(_ body: () throws -> Void) -> EngineError.Code? {
    do {
      try body()
      return nil
    } catch {
      return (error as? EngineError)?.code
    }
  }

  @Test("a job activated by another worker cannot be finished by the first")
  func fencing() throws {
    var machine = try machine()
    try machine.start()
    let first = try machine.job("work", timeout: 1000)
    try machine.advance(by: 1000)
    let second = try machine.job("work")
    #expect(second.reference.key == first.reference.key)
    #expect(refusal { try machine.send(.completeJob(first.reference, [:])) } == .invalidState)
    try machine.send(.completeJob(second.reference, [:]))
    #expect(refusal { try machine.send(.completeJob(second.reference, [:])) } == .notFound)
  }

  @Test("a timed-out job can be finished late, as long as no other worker has it")
  func lateCompletion() throws {
    var machine = try machine()
    let instance = try machine.start()
    let job = try machine.job("work", timeout: 1000)
    try machine.advance(by: 5000)
    try machine.send(.completeJob(job.reference, [:]))
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a caller without a token may finish a job by its key")
  func anyToken() throws {
    var machine = try machine()
    let instance = try machine.start()
    let job = try machine.job("work").reference
    let byKey = JobReference(key: job.key, token: JobReference.anyToken)
    try machine.send(.completeJob(byKey, [:]))
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a failed job is available again, after its back-off if it has one")
  func retries() throws {
    var machine = try machine()
    try machine.start()
    let job = try machine.job("work").reference
    try machine.send(.failJob(job, JobFailure(retries: 2, message: "no answer")))
    let again = try machine.job("work")
    #expect(again.retries == 2)
    try machine.send(
      .failJob(again.reference, JobFailure(retries: 1, message: "no answer", backoff: 5000)))
    #expect(try machine.jobs("work").isEmpty)
    try machine.advance(by: 4999)
    #expect(try machine.jobs("work").isEmpty)
    try machine.advance(by: 1)
    #expect(try machine.job("work").retries == 1)
  }

  @Test("a job without retries raises an incident that needs retries to be resolved")
  func noRetries() throws {
    var machine = try machine()
    let instance = try machine.start()
    let job = try machine.job("work").reference
    try machine.send(
      .failJob(job, JobFailure(retries: 0, message: "wrong number", variables: ["hint": 1])))
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "JOB_NO_RETRIES")
    #expect(incident.message == "wrong number")
    #expect(incident.jobKey == job.key)
    #expect(machine.instances.first { $0.key == instance }?.hasIncident == true)
    #expect(refusal { try machine.send(.resolveIncident(incident.key)) } == .invalidState)
    try machine.send(.updateJobRetries(job.key, 1))
    try machine.send(.resolveIncident(incident.key))
    #expect(machine.instances.first { $0.key == instance }?.hasIncident == false)
    #expect(try machine.job("work").variables == ["hint": 1], "failure variables are local")
    #expect(machine.variables(instance) == [:])
  }

  private static let catching = """
    <bpmn:boundaryEvent id="any" attachedToRef="work"><bpmn:errorEventDefinition/>
    </bpmn:boundaryEvent>
    <bpmn:boundaryEvent id="one" attachedToRef="work"><bpmn:errorEventDefinition errorRef="e1"/>
    </bpmn:boundaryEvent>
    <bpmn:endEvent id="end-any"/><bpmn:endEvent id="end-one"/>
    \(flows("any -> end-any", "one -> end-one"))
    """

  @Test(
    "an event with the error's code takes precedence over one without a code",
    arguments: [
      ("E1", "end-one"), ("E2", "end-any"),
    ])
  func errors(code: String, end: String) throws {
    var machine = try machine(boundary: Self.catching)
    let instance = try machine.start()
    let job = try machine.job("work").reference
    try machine.send(.throwError(job, JobError(code: code, variables: ["why": "x"])))
    #expect(machine.completed.last == end)
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance) == [:], "an error's variables stay in its event")
  }

  @Test("an uncaught error raises an incident that lists the codes that are caught")
  func unhandledError() throws {
    var machine = try machine(
      boundary: """
        <bpmn:boundaryEvent id="one" attachedToRef="work">
        <bpmn:errorEventDefinition errorRef="e1"/></bpmn:boundaryEvent>\(flows("one -> end"))
        """)
    try machine.start()
    let job = try machine.job("work").reference
    try machine.send(.throwError(job, JobError(code: "E9")))
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "UNHANDLED_ERROR_EVENT")
    #expect(incident.message.contains("'E9'") && incident.message.contains("'E1'"))
    #expect(refusal { try machine.send(.completeJob(job, [:])) } == .invalidState)
    try machine.send(.resolveIncident(incident.key))
    try machine.complete("work")
  }

  @Test("an error end event in a sub-process is caught on the sub-process")
  func errorEnd() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:subProcess id="sub"><bpmn:startEvent id="inner"/>
        <bpmn:endEvent id="fail"><bpmn:errorEventDefinition errorRef="e1"/></bpmn:endEvent>
        \(flows("inner -> fail"))</bpmn:subProcess>
      <bpmn:boundaryEvent id="caught" attachedToRef="sub"><bpmn:errorEventDefinition errorRef="e1"/>
      </bpmn:boundaryEvent>
      <bpmn:endEvent id="good"/><bpmn:endEvent id="bad"/>
      \(flows("start -> sub -> good", "caught -> bad"))
      """, definitions: #"<bpmn:error id="e1" errorCode="E1"/>"#)
    let instance = try machine.start()
    #expect(machine.completed == ["start", "inner", "caught", "bad"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an uncaught error end event raises an incident")
  func errorEndUnhandled() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:endEvent id="fail"><bpmn:errorEventDefinition errorRef="e1"/></bpmn:endEvent>
      \(flows("start -> fail"))
      """, definitions: #"<bpmn:error id="e1" errorCode="E1"/>"#)
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["UNHANDLED_ERROR_EVENT"])
  }

  @Test("activated jobs can be listed")
  func listing() throws {
    var machine = try machine()
    try machine.start()
    try machine.start()
    let request = ActivateJobsRequest(type: "work", worker: "w", timeout: 1000, maximum: 1)
    try machine.send(.activateJobs(request))
    guard case .jobs(let held) = try machine.send(.listActivatedJobs) else { throw WrongReply() }
    #expect(held.map(\.elementID) == ["work"])
  }

  @Test("job type and retries can be expressions, and headers are passed")
  func expressions() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:serviceTask id="call"><bpmn:extensionElements>
        <zeebe:taskDefinition type="=&quot;call-&quot; + kind" retries="=1 + 1"/>
        <zeebe:taskHeaders><zeebe:header key="method" value="get"/></zeebe:taskHeaders>
      </bpmn:extensionElements></bpmn:serviceTask>\(flows("start -> call"))
      """)
    try machine.start(["kind": "http"])
    let job = try machine.job("call-http")
    #expect(job.retries == 2)
    #expect(job.headers == ["method": "get"])
  }

  @Test("a message throw or end event with a job type creates a job")
  func messageEvents() throws {
    var machine = Machine()
    func event(_ name: String, _ id: String) -> String {
      """
      <bpmn:\(name) id="\(id)"><bpmn:extensionElements><zeebe:taskDefinition type="\(id)"/>
      </bpmn:extensionElements><bpmn:messageEventDefinition/></bpmn:\(name)>
      """
    }
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(event("intermediateThrowEvent", "throw"))
      \(event("endEvent", "end"))\(flows("start -> throw -> end"))
      """)
    try machine.start()
    try machine.complete("throw")
    try machine.complete("end")
    #expect(machine.completed == ["start", "throw", "end"])
  }

  @Test("a job type that is not a string raises an incident")
  func wrongType() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:serviceTask id="call"><bpmn:extensionElements>
        <zeebe:taskDefinition type="=kind"/></bpmn:extensionElements></bpmn:serviceTask>
      \(flows("start -> call"))
      """)
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
  }
}
