import EngineProtocol
import JSON
import Testing

@testable import Engine

/// Jobs with a lease, whose token every change needs.
struct JobLeaseTests {
  private func machine() throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      #"<bpmn:startEvent id="start"/>\#(task("work"))\#(flows("start -> work"))"#)
    try machine.start()
    return machine
  }

  private func lease(_ machine: inout Machine, timeout: Int64 = 1000) throws -> JobReference {
    let request = ActivateJobsRequest(
      type: "work", worker: "w", timeout: timeout, maximum: 1, withLease: true)
    guard case .jobs(let jobs) = try machine.send(.activateJobs(request)) else {
      throw WrongReply()
    }
    let reference = try #require(jobs.first).reference
    #expect(reference.lease?.isEmpty == false)
    return reference
  }

  @Test("a leased job can only be finished with its token")
  func token() throws {
    var machine = try machine()
    let reference = try lease(&machine)
    for token in [nil, "other"] {
      var wrong = reference
      wrong.lease = token
      #expect(machine.refusal(.completeJob(wrong, [:])) == .invalidState)
      #expect(
        machine.refusal(.failJob(wrong, JobFailure(retries: 1, message: ""))) == .invalidState)
      #expect(machine.refusal(.throwError(wrong, JobError(code: "e"))) == .invalidState)
    }
    try machine.send(.completeJob(reference, [:]))
  }

  @Test("a job without a lease has no token")
  func withoutLease() throws {
    var machine = try machine()
    var reference = try machine.job("work").reference
    #expect(reference.lease == nil)
    reference.lease = "x"
    #expect(machine.refusal(.completeJob(reference, [:])) == .invalidState)
  }

  @Test("an activation without a lease skips a job that has one, also after its timeout")
  func skipped() throws {
    var machine = try machine()
    let first = try lease(&machine)
    try machine.advance(by: 1000)
    #expect(try machine.jobs("work").isEmpty)
    let second = try lease(&machine)
    #expect(first.key == second.key && first.lease != second.lease)
    let stale = JobReference(key: first.key, token: JobReference.anyToken, lease: first.lease)
    #expect(machine.refusal(.completeJob(stale, [:])) == .invalidState)
    try machine.send(.completeJob(second, [:]))
  }

  @Test("an update needs no token, but must not have another one")
  func update() throws {
    var machine = try machine()
    let reference = try lease(&machine)
    try machine.send(.updateJob(reference.key, JobUpdate(retries: 5)))
    try machine.send(.updateJob(reference.key, JobUpdate(retries: 5, lease: reference.lease)))
    let other = JobUpdate(retries: 5, lease: "other")
    #expect(machine.refusal(.updateJob(reference.key, other)) == .invalidState)
  }

  @Test(
    "a waiting worker without a lease is not answered for a leased job", .timeLimit(.minutes(1)))
  func waiting() async throws {
    let engine = try EmbeddedEngine(clock: SystemClock())
    let process = bpmn(
      #"<bpmn:startEvent id="start"/>\#(task("work"))\#(flows("start -> work"))"#)
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: process)])
    _ = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    var request = ActivateJobsRequest(
      type: "work", worker: "w", timeout: 1, maximum: 1, withLease: true)
    let leased = try await engine.activateJobs(request)
    request.withLease = false
    request.requestTimeout = 60_000
    async let plain = engine.activateJobs(request)
    try await Task.sleep(for: .milliseconds(20))
    try await engine.completeJob(try #require(leased.first).reference, variables: [:])
    _ = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    #expect(try await plain.count == 1)
    await engine.close()
  }
}
