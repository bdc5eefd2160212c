import ExecutorTestSupport
import Testing
import TwilioSimulator

@Suite("The client of the simulator")
struct SimulatorClientTests {
  @Test(
    "another server's response is not taken for the simulator's",
    arguments: [
      ("200 OK", "{\"ok\": true}"), ("200 OK", "<html>"), ("404 Not Found", "{\"error\": {}}"),
      ("404 Not Found", ""),
    ])
  func otherServer(status: String, body: String) async throws {
    try await StubServer.with({ _, _ in .http(status, Array(body.utf8)) }) { server in
      let error = await #expect(throws: SimulatorClient.Fault.self) {
        try await SimulatorClient.with(origin: server.origin) {
          try await $0.send(TextMessage("Hi", from: "+15005550001"))
        }
      }
      let fault = try #require(error)
      #expect(
        fault.message
          == "\(server.origin) answered with status \(status.prefix(3)): this is not 'bpmnc dev', or "
          + "it runs with --live, which has no simulator")
      #expect(!fault.isRefusal)
    }
  }
}
