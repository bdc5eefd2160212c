import Engine
import JSON
import Testing

@testable import Executor

@Suite("The job worker")
struct JobWorkerTests {
  private struct Echo: Connector {
    let jobType = "io.camunda:http-json:1"
    let fetchedVariables: [String]? = nil
    var outcome: @Sendable (ActivatedJob) -> ConnectorOutcome = { .completed($0.variables) }

    func run(_ job: ActivatedJob) async -> ConnectorOutcome { outcome(job) }
  }

  private func run(
    _ engine: FakeEngine, _ connector: some Connector,
    database: ExecutorDatabase? = nil
  ) async throws {
    let database = try database ?? ExecutorDatabase(path: nil)
    let worker = JobWorker(
      engine: engine, connector: connector, journal: RequestJournal(database),
      settings: JobWorker.Settings(concurrency: 2))
    worker.start()
    for _ in 0..<500 {
      let seen = engine.seen
      let done = seen.completed.count + seen.failed.count + seen.errors.count
      if seen.jobs.isEmpty && done > 0 { break }
      try await Task.sleep(for: .milliseconds(10))
    }
    await worker.stop()
  }

  @Test("more jobs than may run at once are all done")
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
      engine, Echo { _ in .bpmnError(code: "E", message: "m", variables: JSONObject()) })
    #expect(engine.seen.errors[5]?.code == "E")
    let failing = FakeEngine(jobs: [.http([:])])
    try await run(
      failing, Echo { _ in .failed(ConnectorFailure(message: "m", retries: 2, backoff: 9)) })
    #expect(failing.seen.failed[5]?.retries == 2)
    #expect(failing.seen.failed[5]?.backoff == 9)
  }

  @Test("a request that a crash interrupted becomes an incident, and only once")
  func interrupted() async throws {
    let database = try ExecutorDatabase(path: nil)
    let journal = RequestJournal(database)
    try await journal.begin(5, describing: "POST to api.twilio.com")
    let engine = FakeEngine(jobs: [.http([:])])
    try await run(engine, Echo(), database: database)
    #expect(engine.seen.failed[5]?.retries == 0)
    #expect(engine.seen.failed[5]?.message.contains("POST to api.twilio.com") == true)
    #expect(try await journal.pending(5) == nil)
    // Whoever gives the job a retry wants the request to be sent.
    let again = FakeEngine(jobs: [.http([:])])
    try await run(again, Echo(), database: database)
    #expect(again.seen.completed[5] != nil)
  }
}
