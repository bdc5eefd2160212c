import EngineProtocol
import JSON
import Storage
import Testing

@testable import Engine

@Suite("Interruptions and restarts")
struct InterruptionTests {
  private func timer(_ duration: String) -> String {
    """
    <bpmn:timerEventDefinition><bpmn:timeDuration>\(duration)</bpmn:timeDuration>
    </bpmn:timerEventDefinition>
    """
  }

  @Test("an interrupting event sub-process terminates called processes, and its scope goes on")
  func calls() throws {
    var machine = Machine()
    try machine.deploy(
      file: bpmn(
        #"<bpmn:startEvent id="t"/>\#(task("work"))\#(flows("t -> work"))"#, id: "called"))
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>
      <bpmn:callActivity id="call"><bpmn:extensionElements>
      <zeebe:calledElement processId="called"/></bpmn:extensionElements></bpmn:callActivity>
      \(flows("s -> call"))<bpmn:subProcess id="react" triggeredByEvent="true">
      <bpmn:startEvent id="event">\(timer("PT1M"))</bpmn:startEvent></bpmn:subProcess>
      </bpmn:subProcess>\(task("next"))\(flows("start -> sub -> next"))
      """)
    let instance = try machine.start()
    try machine.advance(by: 60_000)
    #expect(machine.instances.map(\.state) == [.active, .terminated])
    #expect(machine.completed.suffix(3) == ["event", "react", "sub"])
    try machine.complete("next")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("of two events after an event-based gateway that are due together, the first wins")
  func gateway() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:eventBasedGateway id="which"/>
      <bpmn:intermediateCatchEvent id="late">\(timer("PT2M"))</bpmn:intermediateCatchEvent>
      <bpmn:intermediateCatchEvent id="soon">\(timer("PT1M"))</bpmn:intermediateCatchEvent>
      \(flows("start -> which -> late", "which -> soon"))
      """)
    let instance = try machine.start()
    try machine.advance(by: 180_000)
    #expect(machine.completed == ["start", "which", "soon"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a boundary event interrupts an activity whose job has an incident")
  func incident() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))\(flows("start -> work"))
      <bpmn:boundaryEvent id="late" attachedToRef="work">\(timer("PT1M"))</bpmn:boundaryEvent>
      """)
    let instance = try machine.start()
    let job = try machine.job("work").reference
    try machine.send(.failJob(job, JobFailure(retries: 0, message: "no")))
    try machine.advance(by: 60_000)
    #expect(machine.completed == ["start", "late"])
    #expect(machine.incidents.isEmpty)
    #expect(machine.outcome(instance) == .completed)
  }

  private func activate(
    _ type: String, _ engine: EmbeddedEngine
  ) async throws -> [ActivatedJob] {
    try await engine.activateJobs(
      ActivateJobsRequest(type: type, worker: "w", timeout: 1000, maximum: 1))
  }

  @Test("a job's back-off, a cron timer and a condition survive a restart")
  func restart() async throws {
    let file = try TestFile()
    let process = bpmn(
      """
      <bpmn:startEvent id="start"/>\(task("work"))\(task("other"))
      <bpmn:boundaryEvent id="tick" attachedToRef="work" cancelActivity="false">
      <bpmn:timerEventDefinition><bpmn:timeCycle>@hourly</bpmn:timeCycle>
      </bpmn:timerEventDefinition></bpmn:boundaryEvent>
      <bpmn:boundaryEvent id="done" attachedToRef="work"><bpmn:conditionalEventDefinition id="ok">
      <bpmn:condition>= ok</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:boundaryEvent>
      <bpmn:endEvent id="a"/><bpmn:endEvent id="b"/>
      \(flows("start -> work", "start -> other", "tick -> a", "done -> b"))
      """)
    let clock = VirtualClock()
    let later: Int64 = 7_200_000
    var engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: process)])
    let instance = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    let work = try #require(try await activate("work", engine).first?.reference)
    try await engine.failJob(work, JobFailure(retries: 1, message: "", backoff: later))
    await engine.close()
    engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    #expect(try await activate("work", engine).isEmpty)
    clock.advance(by: later)
    try await engine.settle()
    #expect(try await activate("work", engine).count == 1)
    let ticks = try await engine.elementInstances(ofInstance: instance.key)
      .filter { $0.elementID == "tick" }
    #expect(!ticks.isEmpty)
    let other = try #require(try await activate("other", engine).first?.reference)
    try await engine.completeJob(other, variables: ["ok": true])
    try await engine.settle()
    #expect(try await engine.instance(instance.key)?.state == .completed)
    await engine.close()
  }
}
