import EngineProtocol
import JSON
import Synchronization
import Testing

@testable import Engine

struct EmbeddedEngineTests {
  private static let process = bpmn(
    """
    <bpmn:startEvent id="start"/>\(task("work"))<bpmn:endEvent id="end" name="Done"/>
    \(flows("start -> work -> end"))
    """)

  private func engine(clock: VirtualClock = VirtualClock()) async throws -> EmbeddedEngine {
    let engine = try EmbeddedEngine(clock: clock)
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    return engine
  }

  private func request(_ patience: Int64 = 0) -> ActivateJobsRequest {
    ActivateJobsRequest(
      type: "work", worker: "w", timeout: 1000, maximum: 1, requestTimeout: patience)
  }

  @Test("a waiting worker gets the job as soon as there is one")
  func longPolling() async throws {
    let engine = try await engine()
    async let jobs = engine.activateJobs(request(60_000))
    let instance = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    let job = try #require(try await jobs.first)
    #expect(job.instanceKey == instance.key)
    await engine.close()
  }

  @Test("a waiting worker gets no jobs when its request times out")
  func patienceEnds() async throws {
    let clock = VirtualClock()
    let engine = try await engine(clock: clock)
    let ticking = Task {
      while !Task.isCancelled {
        clock.advance(by: 1000)
        await Task.yield()
      }
    }
    #expect(try await engine.activateJobs(request(1000)).isEmpty)
    ticking.cancel()
    await engine.close()
  }

  @Test("a cancelled worker stops waiting and activates no job")
  func cancellation() async throws {
    let engine = try await engine()
    let request = request(60_000)
    let waiting = Task { try await engine.activateJobs(request) }
    waiting.cancel()
    #expect(try await waiting.value.isEmpty)
    _ = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    #expect(try await engine.interruptedJobs().isEmpty)
    await engine.close()
  }

  @Test("closing replies to waiting workers and rejects later calls")
  func closing() async throws {
    let engine = try await engine()
    let request = request(60_000)
    let waiting = Task { try await engine.activateJobs(request) }
    await engine.close()
    _ = try? await waiting.value
    await #expect(throws: EngineError.self) {
      try await engine.createInstance(CreateInstanceRequest(.id("p")))
    }
  }

  @Test("timers fire by themselves when the clock is moved")
  func clockMoves() async throws {
    let clock = VirtualClock()
    let engine = try EmbeddedEngine(clock: clock)
    let file = bpmn(
      """
      <bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="wait">
      <bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration>
      </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>\(flows("start -> wait"))
      """)
    _ = try await engine.deploy([DeploymentResource(name: "t.bpmn", bytes: file)])
    let instance = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    clock.advance(by: 3_600_000)
    try await engine.settle()
    #expect(try await engine.instance(instance.key)?.state == .completed)
    await engine.close()
  }

  @Test("timers fire by the system clock")
  func systemClock() async throws {
    let engine = try EmbeddedEngine(clock: SystemClock())
    let file = bpmn(
      """
      <bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="wait">
      <bpmn:timerEventDefinition><bpmn:timeDuration>PT0.05S</bpmn:timeDuration>
      </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>\(task("work"))
      \(flows("start -> wait -> work"))
      """)
    _ = try await engine.deploy([DeploymentResource(name: "t.bpmn", bytes: file)])
    _ = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    #expect(try await engine.activateJobs(request(10_000)).count == 1)
    await engine.close()
  }

  @Test("observers see events in order, with names and flows")
  func observing() async throws {
    let engine = try await engine()
    let seen = Collected()
    engine.observe { seen.add($0) }
    _ = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    let job = try #require(try await engine.activateJobs(request()).first)
    try await engine.completeJob(job.reference, variables: ["ok": true])
    // Observers run on a thread of their own, which ends with the engine.
    await engine.close()
    #expect(
      seen.lines == [
        "activated p", "activated start", "completed start", "flowTaken start-work",
        "jobCreated work", "activated work", "jobActivated work", "jobCompleted work",
        "variablesSet p", "completed work", "flowTaken work-end", "activated Done",
        "completed Done", "completed p",
      ])
  }

  @Test("many concurrent callers all get a reply")
  func manyCallers() async throws {
    let engine = try await engine()
    let keys = try await withThrowingTaskGroup(of: EngineKey.self) { group in
      for _ in 0..<200 {
        group.addTask { try await engine.createInstance(CreateInstanceRequest(.id("p"))).key }
      }
      return try await group.reduce(into: Set<EngineKey>()) { $0.insert($1) }
    }
    #expect(keys.count == 200)
    #expect(try await engine.instances(processID: "p", limit: 1000).count == 200)
    await engine.close()
  }
}

/// Trace entries in short form.
private final class Collected: Sendable {
  private let entries = Mutex<[TraceEntry]>([])

  func add(_ new: [TraceEntry]) { entries.withLock { $0 += new } }

  var lines: [String] {
    entries.withLock { entries in
      entries.map { entry in
        if case .flow(let id) = entry.detail { return "flowTaken \(id)" }
        return "\(entry.action) \(entry.elementName ?? entry.elementID ?? "")"
      }
    }
  }
}
