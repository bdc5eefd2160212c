import ExecutorTestSupport
import HTTP
import JSON
import Testing
import Text

@testable import Connectors
@testable import TwilioSimulator

@Suite("Connections to webhooks")
struct ConnectionTests {
  @Test("the fragment of a URL overrides the defaults, within Twilio's limits")
  func overrides() {
    let none = ConnectionOverrides("https://h.test/p?x=1")
    #expect(none.url == "https://h.test/p?x=1" && none.retries == 1 && none.causes == [.connect])
    #expect(none.totalTimeout == 15_000 && none.connectTimeout == 5000)
    let some = ConnectionOverrides("https://h.test/p?x=1#rc=9&rp=5xx,rt&rt=1&tt=2000&ct=200")
    #expect(some.url == "https://h.test/p?x=1" && some.retries == 5)
    #expect(some.causes == [.serverError, .read])
    #expect(some.readTimeout == 100 && some.totalTimeout == 2000 && some.connectTimeout == 200)
    #expect(ConnectionOverrides("https://h.test/#rp=all").causes.count == 4)
    #expect(ConnectionOverrides("https://h.test/#rp=all,6xx").problem?.code == 11243)
    #expect(ConnectionOverrides("https://h.test/#e=mars").problem?.code == 11240)
  }

  private func call(
    _ url: String, _ transport: any HTTPTransport
  ) async throws -> WebhookCaller.Outcome {
    try await SimulatedAccount().caller(transport).call(
      WebhookCall("POST", url, FormBody([("a", "b")])))
  }

  @Test("behaviour 22: a response with an error is only repeated if the URL says so")
  func errors() async throws {
    let failing = FakeTransport(500)
    #expect(try await call("https://hooks.test/", failing).attempts == 1)
    let repeated = FakeTransport(500)
    let outcome = try await call("https://hooks.test/#rc=3&rp=5xx", repeated)
    #expect(outcome.attempts == 4 && outcome.errorCode == 11200)
    let tokens = repeated.requests.map { $0.headers.value(named: "i-twilio-idempotency-token") }
    #expect(Set(tokens).count == 1 && tokens[0] != nil)
    #expect(repeated.requests.allSatisfy { $0.url == "https://hooks.test/" })
    #expect(try await call("https://hooks.test/#rc=3&rp=all", FakeTransport(429)).attempts == 1)
  }

  @Test("behaviour 23: a server that hangs is given up after the timeouts", .timeLimit(.minutes(1)))
  func silence() async throws {
    let transport = HTTPClientTransport()
    try await StubServer.with({ _, _ in .silence }) { server in
      let start = ContinuousClock.now
      let outcome = try await call(
        "\(server.origin)/#rc=3&rp=5xx,rt&rt=200&tt=500", transport)
      let time = ContinuousClock.now - start
      // On a busy machine there may be no time for all attempts.
      #expect(1...3 ~= outcome.attempts && outcome.errorCode == 11205)
      #expect(time >= .milliseconds(500) && time < .seconds(30))
      #expect(server.requests.allSatisfy { $0.target == "/" })
    }
    try await transport.shutdown()
  }

  @Test("users and passwords are sent, but not signed")
  func user() async throws {
    let transport = FakeTransport()
    _ = try await call("https://ann:p%40ss@hooks.test:8443/x", transport)
    let request = try #require(transport.requests.first)
    #expect(request.url == "https://hooks.test:8443/x")
    #expect(request.headers.value(named: "authorization") == "Basic \("ann:p@ss".utf8.base64)")
  }

  @Test("every call is recorded, up to a limit")
  func events() async throws {
    let account = try SimulatedAccount()
    let caller = account.caller(FakeTransport(404))
    for _ in 0..<3 {
      _ = try await caller.call(WebhookCall("POST", "https://hooks.test/", FormBody([("a", "b")])))
    }
    let events = try await account.store.events()
    #expect(events.count == 3 && events[0].errorCode == 11200 && events[0].status == 404)
    #expect(events[0].json["fields"]?["a"] == "b")
  }
}
