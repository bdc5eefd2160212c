import Connectors
import Engine
import EngineProtocol
import HTTP
import Testing
import TwilioSimulator

@testable import Executor

/// Stops under load: the process survives them, and they complete.
@Suite("Stopping the executor", .timeLimit(.minutes(2)))
struct ExecutorStopTests {
  private func runtime() throws -> ExecutorRuntime {
    var options = ExecutorOptions()
    options.port = 0
    return try ExecutorRuntime(
      engine: try EmbeddedEngine(clock: SystemClock()), bundle: ExecutorBundle(resources: []),
      secrets: SimulatedSecrets(), options: options)
  }

  @Test("connections accepted during the stop get a response or are closed")
  func underLoad() async throws {
    for _ in 1...10 {
      let runtime = try runtime()
      let origin = try await runtime.start()
      let transport = HTTPClientTransport()
      await withTaskGroup(of: Void.self) { group in
        for _ in 1...24 {
          group.addTask { await Self.ask(origin, transport) }
        }
        group.addTask {
          // Long enough for connections to be in every state.
          try? await Task.sleep(for: .milliseconds(.random(in: 20...200)))
          await runtime.stop(grace: .seconds(5))
        }
      }
      try await transport.shutdown()
    }
  }

  /// Sends requests on new connections until the server is gone.
  private static func ask(_ origin: String, _ transport: HTTPClientTransport) async {
    var request = OutgoingRequest(method: "GET", url: "\(origin)/v2/topology")
    request.headers = [("Connection", "close")]
    // A refused connection ends the loop.
    for _ in 1...10_000 where (try? await transport.send(request)) == nil { return }
  }

  @Test("a worker waiting for jobs does not delay the stop")
  func longPoll() async throws {
    let runtime = try runtime()
    let origin = try await runtime.start()
    let transport = HTTPClientTransport()
    let answer = Task {
      try await transport.send(
        OutgoingRequest(
          method: "POST", url: "\(origin)/v2/jobs/activation",
          headers: [("Content-Type", "application/json")],
          body: Array(
            #"{"type":"t","timeout":1000,"maxJobsToActivate":1,"requestTimeout":600000}"#.utf8),
          timeout: 300))
    }
    try await Task.sleep(for: .milliseconds(200))
    await runtime.stop(grace: .seconds(60))
    #expect(try await answer.value.status == 200)
    try await transport.shutdown()
  }
}
