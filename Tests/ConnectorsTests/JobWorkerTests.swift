import EngineProtocol
import ExecutorTestSupport
import JSON
import Synchronization
import Testing

@testable import Connectors

@Suite("The job worker")
struct JobWorkerTests {
  private struct Echo: Connector {
    let jobType = "io.camunda:http-json:1"
    let fetchedVariables: [String]? = nil
    var outcome: @Sendable (ActivatedJob) -> ConnectorOutcome = { .completed($0.variables) }

    func run(_ job: ActivatedJob) async -> ConnectorOutcome { outcome(job) }
  }

  private func run(
    _ engine: FakeEngine, _ connector: some Connector
  ) async throws {
    let worker = JobWorker(engine: engine, connector: connector, concurrency: 2)
    worker.start()
    for _ in 0..<500 {
      let seen = engine.seen
      let done = seen.completed.count + seen.failed.count + seen.errors.count
      if seen.jobs.isEmpty && done > 0 { break }
      try await Task.sleep(for: .milliseconds(10))
    }
    await worker.stop()
  }

  @Test("more jobs than may run at once all complete")
  func all() async throws {
    let jobs = (1...20).map { ActivatedJob.http(["n": JSONValue($0)], key: EngineKey($0)) }
    let engine = FakeEngine(jobs: jobs)
    try await run(engine, Echo())
    #expect(engine.seen.completed.count == 20)
    #expect(engine.seen.completed[7] == JSONObject([("n", 7)]))
  }

  @Test("outcomes become completions, BPMN errors and failures")
  func outcomes() async throws {
    let engine = FakeEngine(jobs: [.http([:])])
    try await run(
      engine, Echo { _ in .bpmnError(JobError(code: "E", message: "m")) })
    #expect(engine.seen.errors[5]?.code == "E")
    let failing = FakeEngine(jobs: [.http([:])])
    try await run(
      failing, Echo { _ in .failed(JobFailure(retries: 2, message: "m", backoff: 9)) })
    #expect(failing.seen.failed[5]?.retries == 2)
    #expect(failing.seen.failed[5]?.backoff == 9)
  }

  @Test("a request interrupted by a crash becomes an incident, and only once")
  func interrupted() async throws {
    let engine = FakeEngine(jobs: [.http([:])])
    try await engine.noteRequest("POST to api.twilio.com", of: 5)
    try await run(engine, Echo())
    #expect(engine.seen.failed[5]?.retries == 0)
    #expect(engine.seen.failed[5]?.message.contains("POST to api.twilio.com") == true)
    // Giving the job a retry means that the request is to be sent.
    engine.add(.http([:]))
    try await run(engine, Echo())
    #expect(engine.seen.completed[5] != nil)
  }

  /// Runs until it is told to end, or is interrupted.
  private final class Patient: Connector {
    let jobType = "io.camunda:http-json:1"
    let fetchedVariables: [String]? = nil
    private let state = Mutex((started: 0, isReleased: false))

    var started: Int { state.withLock { $0.started } }
    func release() { state.withLock { $0.isReleased = true } }

    func run(_ job: ActivatedJob) async -> ConnectorOutcome {
      state.withLock { $0.started += 1 }
      while !state.withLock({ $0.isReleased }) {
        do { try await Task.sleep(for: .milliseconds(5)) } catch { return .interrupted }
      }
      return .completed(JSONObject())
    }
  }

  private func until(_ condition: () -> Bool) async throws {
    while !condition() { try await Task.sleep(for: .milliseconds(5)) }
  }

  private func worker(
    _ engine: FakeEngine, _ connector: some Connector
  ) -> JobWorker {
    JobWorker(engine: engine, connector: connector, concurrency: 2)
  }

  @Test(
    "a job whose lease expires while it runs is not started again and is finished with the new token",
    .timeLimit(.minutes(1)))
  func lapsedLease() async throws {
    let job = ActivatedJob.http([:])
    let engine = FakeEngine(jobs: [job])
    let connector = Patient()
    let worker = worker(engine, connector)
    worker.start()
    try await until { connector.started == 1 }
    engine.lapse(job)
    try await until { engine.seen.jobs.isEmpty }
    connector.release()
    try await until { engine.seen.completed[5] != nil }
    await worker.stop()
    #expect(connector.started == 1)
    #expect(engine.seen.references.map(\.token) == [2])
  }

  @Test("a job taken over by another worker is told about the sent request")
  func takenOver() async throws {
    let job = ActivatedJob.http([:])
    let engine = FakeEngine(jobs: [job])
    engine.lapse(job)
    struct Sending: Connector {
      let jobType = "io.camunda:http-json:1"
      let fetchedVariables: [String]? = nil
      let engine: FakeEngine

      func run(_ job: ActivatedJob) async -> ConnectorOutcome {
        do { try await engine.noteRequest("POST to x.test", of: job.reference.key) } catch {
          Issue.record(error)
        }
        return .completed(JSONObject())
      }
    }
    // One slot: the second token arrives after the first one was rejected.
    let worker = JobWorker(
      engine: engine, connector: Sending(engine: engine), concurrency: 1)
    worker.start()
    try await until { engine.seen.failed[5] != nil }
    await worker.stop()
    #expect(engine.seen.completed[5] == nil)
    #expect(engine.seen.failed[5]?.message.contains("outcome is unknown") == true)
  }

  @Test("a stop completes even if all slots are busy", .timeLimit(.minutes(1)))
  func busyStop() async throws {
    let engine = FakeEngine(jobs: (1...5).map { .http([:], key: EngineKey($0)) })
    let connector = Patient()
    let worker = worker(engine, connector)
    worker.start()
    try await until { connector.started == 2 }
    await worker.stop(grace: .zero)
    #expect(engine.seen.references.isEmpty)
    #expect(engine.seen.jobs.count == 3)
  }

  @Test("a stop lets running jobs finish within the grace period", .timeLimit(.minutes(1)))
  func gracefulStop() async throws {
    let engine = FakeEngine(jobs: (1...5).map { .http([:], key: EngineKey($0)) })
    let connector = Patient()
    let worker = worker(engine, connector)
    worker.start()
    try await until { connector.started == 2 }
    async let stop: Void = worker.stop(grace: .seconds(60))
    connector.release()
    await stop
    #expect(engine.seen.completed.count >= 2)
  }
}
