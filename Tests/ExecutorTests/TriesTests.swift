import Connectors
import Engine
import EngineProtocol
import ExecutorTestSupport
import JSON
import Synchronization
import Testing

@testable import Executor

/// How often jobs are attempted, over real connections and with the embedded engine.
@Suite("Attempts at a job")
struct TriesTests {
  /// A process with one HTTP task that is attempted three times.
  private static func bundle(method: String, errorExpression: String = "") -> ExecutorBundle {
    let xml = """
      <definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
      <process id="calling" isExecutable="true"><startEvent id="start"/>
      <serviceTask id="call"><extensionElements>
      <zeebe:taskDefinition type="io.camunda:http-json:1" retries="3"/>
      <zeebe:ioMapping><zeebe:input source="\(method)" target="method"/>
      <zeebe:input source="=origin + &quot;/&quot; + string(n)" target="url"/></zeebe:ioMapping>
      <zeebe:taskHeaders><zeebe:header key="errorExpression" value="\(errorExpression)"/>
      </zeebe:taskHeaders></extensionElements></serviceTask><endEvent id="end"/>
      <sequenceFlow id="f1" sourceRef="start" targetRef="call"/>
      <sequenceFlow id="f2" sourceRef="call" targetRef="end"/></process></definitions>
      """
    return ExecutorBundle(resources: [
      DeploymentResource(name: "calling.bpmn", bytes: Array(xml.utf8))
    ])
  }

  /// Starts a hundred instances whose tasks call a server.
  private func start(
    _ bundle: ExecutorBundle, clock: any EngineClock, _ server: StubServer,
    _ body: (EmbeddedEngine, ExecutorRuntime, [EngineKey]) async throws -> Void
  ) async throws {
    let engine = try EmbeddedEngine(clock: clock)
    var options = ExecutorOptions()
    options.port = 0
    options.allowedHosts = [AllowedHost("127.0.0.1")]
    let runtime = try ExecutorRuntime(
      engine: engine, bundle: bundle, secrets: FakeSecrets(), options: options)
    _ = try await runtime.start()
    var keys: [EngineKey] = []
    for n in 1...100 {
      let variables = JSONObject([("origin", .string(server.origin)), ("n", JSONValue(n))])
      let request = CreateInstanceRequest(.id("calling"), variables: variables)
      keys.append(try await engine.createInstance(request).key)
    }
    try await body(engine, runtime, keys)
    await runtime.stop(grace: .zero)
    await engine.close()
  }

  /// Runs a hundred instances to their end or incident.
  /// - Returns: the number of requests for each instance, and the number of incidents.
  private func run(
    _ bundle: ExecutorBundle, clock: any EngineClock = SystemClock(),
    _ answer: @escaping @Sendable (StubServer.Request, Int) -> StubServer.Answer
  ) async throws -> (requests: [String: Int], incidents: Int) {
    try await StubServer.with(answer) { server in
      var incidents = 0
      try await start(bundle, clock: clock, server) { engine, runtime, keys in
        for key in keys { _ = try await runtime.waitUntilIdle(key, on: engine) }
        incidents = try await engine.incidents(ofInstance: nil).count
      }
      let requests = Dictionary(grouping: server.requests, by: \.target).mapValues(\.count)
      return (requests, incidents)
    }
  }

  @Test(
    "a stop interrupts hanging requests without using up a retry",
    .timeLimit(.minutes(1)), arguments: ["GET", "POST"])
  func stop(_ method: String) async throws {
    try await StubServer.with({ _, _ in .silence }) { server in
      try await start(Self.bundle(method: method), clock: SystemClock(), server) {
        engine, runtime, _ in
        try await server.wait(untilRequests: 32)
        await runtime.stop(grace: .zero)
        #expect(server.requests.count == 32)
        let jobs = try await engine.interruptedJobs()
        #expect(jobs.count == 32 && jobs.allSatisfy { $0.retries == 3 })
      }
    }
  }

  @Test(
    "a job is attempted at once, exactly as often as it has retries", .timeLimit(.minutes(2)),
    arguments: [
      ("GET", "503 Busy"), ("POST", "503 Busy"), ("GET", "500 Broken"), ("POST", "429 Slow"),
      ("GET", "reset"),
    ])
  func failing(_ method: String, _ status: String) async throws {
    let result = try await run(Self.bundle(method: method)) { _, _ in
      status == "reset" ? .reset : .http(status)
    }
    #expect(result.requests.count == 100)
    #expect(Set(result.requests.values) == [3])
    #expect(result.incidents == 100)
  }

  @Test(
    "a job that succeeds at its last attempt completes, even with a skipping clock",
    .timeLimit(.minutes(2)), arguments: [false, true])
  func recovering(_ skips: Bool) async throws {
    let tries = Mutex<[String: Int]>([:])
    let clock: any EngineClock = skips ? SkippingClock() : SystemClock()
    let result = try await run(Self.bundle(method: "GET"), clock: clock) { request, _ in
      let earlier = tries.withLock { tries in
        defer { tries[request.target, default: 0] += 1 }
        return tries[request.target, default: 0]
      }
      return earlier == 0 ? .reset : earlier == 1 ? .http("500 Broken") : .http()
    }
    #expect(Set(result.requests.values) == [3])
    #expect(result.incidents == 0)
  }

  @Test(
    "a jobError with retries and without a back-off is retried at once", .timeLimit(.minutes(2)))
  func jobError() async throws {
    let expression = "=jobError(&quot;again&quot;, {}, job.retries - 1)"
    let result = try await run(Self.bundle(method: "POST", errorExpression: expression)) { _, _ in
      .http()
    }
    #expect(Set(result.requests.values) == [3])
    #expect(result.incidents == 100)
  }
}
