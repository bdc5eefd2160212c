import EngineProtocol
import JSON
import Testing

@testable import Engine

/// Callers of commands that wait for listeners.
struct DelayedReplyTests {
  private let clock = VirtualClock()
  private let engine: EmbeddedEngine

  init() throws { engine = try EmbeddedEngine(clock: clock) }

  private func begin(_ listeners: String) async throws -> (instance: EngineKey, task: EngineKey) {
    let process = bpmn(
      """
      <bpmn:startEvent id="start"/>\(userTask("ask", "<zeebe:userTask/>" + listeners))
      \(flows("start -> ask"))
      """)
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: process)])
    let instance = try await engine.createInstance(CreateInstanceRequest(.id("p"))).key
    let task = try #require(try await engine.userTasks(ofInstance: instance).first)
    return (instance, task.key)
  }

  private func job(_ type: String) async throws -> JobReference {
    let jobs = try await engine.activateJobs(
      ActivateJobsRequest(
        type: type, worker: "w", timeout: 1000, maximum: 1, requestTimeout: 60_000))
    return try #require(jobs.first).reference
  }

  @Test("a completion returns when its listeners have run", .timeLimit(.minutes(1)))
  func completion() async throws {
    let (instance, task) = try await begin(taskListeners("completing done"))
    let completion = Task { [engine] in try await engine.change(userTask: task, .complete(["x": 1]))
    }
    try await engine.completeJob(try await job("done"), variables: [:])
    try await completion.value
    #expect(try await engine.instance(instance)?.state == .completed)
    await engine.close()
  }

  @Test("a denied command fails with the reason", .timeLimit(.minutes(1)))
  func denial() async throws {
    let (_, task) = try await begin(taskListeners("assigning check"))
    let assignment = Task { [engine] in try await engine.change(userTask: task, .assign(to: "bob"))
    }
    try await engine.completeJob(
      try await job("check"), variables: [:],
      result: .userTask(UserTaskJobResult(isDenied: true, deniedReason: "on holiday")))
    let error = await #expect(throws: EngineError.self) { try await assignment.value }
    #expect(error?.code == .invalidState && error?.message.contains("on holiday") == true)
    await engine.close()
  }

  @Test("cancelling an instance waits for it, and rejects the pending command first")
  func cancellation() async throws {
    let (instance, task) = try await begin(taskListeners("completing done", "canceling told"))
    let completion = Task { [engine] in try await engine.change(userTask: task, .complete([:])) }
    _ = try await job("done")
    let cancellation = Task { [engine] in try await engine.cancelInstance(instance) }
    let error = await #expect(throws: EngineError.self) { try await completion.value }
    #expect(error?.code == .invalidState)
    try await engine.completeJob(try await job("told"), variables: [:])
    try await cancellation.value
    #expect(try await engine.instance(instance)?.state == .terminated)
    await engine.close()
  }

  @Test("a command does not wait forever; its listeners go on", .timeLimit(.minutes(1)))
  func deadline() async throws {
    let (instance, task) = try await begin(taskListeners("completing done"))
    let completion = Task { [engine] in try await engine.change(userTask: task, .complete([:])) }
    let reference = try await job("done")
    clock.advance(by: 10_000)
    let error = await #expect(throws: EngineError.self) { try await completion.value }
    #expect(error?.code == .deadlineExceeded)
    try await engine.completeJob(reference, variables: [:])
    #expect(try await engine.instance(instance)?.state == .completed)
    await engine.close()
  }

  @Test("a closing engine rejects what waits", .timeLimit(.minutes(1)))
  func closing() async throws {
    let (_, task) = try await begin(taskListeners("completing done"))
    let completion = Task { [engine] in try await engine.change(userTask: task, .complete([:])) }
    _ = try await job("done")
    await engine.close()
    let error = await #expect(throws: EngineError.self) { try await completion.value }
    #expect(error?.code == .unavailable)
  }
}
