import Connectors
import ExecutorTestSupport
import HTTP
import JSON
import Testing

@testable import TwilioSimulator

@Suite("Scripts of the simulator")
struct ScriptingTests {
  private let account: SimulatedAccount

  init() throws { account = try SimulatedAccount() }

  private func script(
    _ method: String, _ path: String, _ json: JSONValue? = nil
  ) async throws -> (status: Int, json: JSONValue) {
    let caller = account.caller(FakeTransport())
    let incoming = IncomingMessages(
      store: account.store, webhooks: caller.webhooks, numbers: account.numbers,
      secrets: SimulatedAccount.secrets, caller: caller, account: "AC1", fallbackURL: nil,
      now: { 0 })
    let response = try await SimulatorAPI(
      store: account.store, numbers: account.numbers, incoming: incoming,
      credentials: SimulatorCredentials(SimulatedAccount.secrets), now: { 0 }
    ).respond(
      to: ServerRequest(
        method: method, target: "/simulator/\(path)", body: json.map { Array($0.text().utf8) } ?? []
      ))
    return (response.status, response.body.isEmpty ? .null : try JSONValue(parsing: response.body))
  }

  @Test("behaviour 8: an injected 429 leaves no trace")
  func rateLimit() async throws {
    #expect(try await script("POST", "faults", ["status": 429, "count": 2]).status == 201)
    for _ in 0..<2 {
      let limited = try await account.send(
        "POST", SimulatedAccount.path, SimulatedAccount.message + [("Body", "x")])
      #expect(limited.status == 429 && limited.json["code"] == 20429)
    }
    let list = try await account.send("GET", SimulatedAccount.path)
    #expect(list.status == 200 && list.json["messages"] == [])
    #expect(try await script("GET", "faults").json["faults"] == [])
  }

  @Test("a fault can be for a method and a path, and can be removed")
  func faults() async throws {
    _ = try await script("POST", "faults", ["status": 503, "method": "post", "path": "/Messages"])
    #expect(try await account.send("GET", SimulatedAccount.path).status == 200)
    #expect(try await script("DELETE", "faults").status == 204)
    let form = SimulatedAccount.message + [("Body", "x")]
    #expect(try await account.send("POST", SimulatedAccount.path, form).status == 201)
    _ = try await script("POST", "faults", ["delay": 50])
    let start = ContinuousClock.now
    _ = try await account.send("GET", SimulatedAccount.path)
    #expect(ContinuousClock.now - start >= .milliseconds(50))
  }

  private static let wrong: [(method: String, path: String, json: JSONValue)] = [
    ("POST", "faults", [:]), ("POST", "faults", ["status": 404]), ("POST", "faults", ["delay": -1]),
    ("POST", "faults", ["status": 429, "count": 0]), ("PUT", "phones/12", ["status": "failed"]),
    ("PUT", "phones/%2B4915112345678", ["status": "queued"]),
    ("PUT", "phones/%2B4915112345678", ["errorCode": 1]),
    ("PUT", "phones/%2B4915112345678", ["delay": "x"]),
  ]

  @Test("scripts with wrong members are rejected", arguments: wrong)
  func refused(_ row: (method: String, path: String, json: JSONValue)) async throws {
    #expect(try await script(row.method, row.path, row.json).status == 400)
  }

  @Test("a phone decides what becomes of messages to it")
  func phones() async throws {
    let path = "phones/%2B4915112345678"
    let set = try await script("PUT", path, ["status": "undelivered", "errorCode": 30005])
    #expect(set.status == 200 && set.json["errorCode"] == 30005)
    let message = try await account.send(
      "POST", SimulatedAccount.path, SimulatedAccount.message + [("Body", "x")]
    ).json
    let own = try SimulatedAccount.path(of: message)
    let fetched = try await account.send("GET", own, now: 5000).json
    #expect(fetched["status"] == "undelivered" && fetched["error_code"] == 30005)
    #expect(try await script("GET", "phones").json["phones"]?.array?.count == 1)
    #expect(try await script("DELETE", path).status == 204)
    #expect(try await script("GET", "phones").json["phones"] == [])
  }

  @Test("the events show the requests to webhooks")
  func events() async throws {
    _ = try await account.caller(FakeTransport(404)).call(
      WebhookCall("POST", "https://hooks.test/", FormBody([("a", "b")])))
    let events = try await script("GET", "events").json["events"]
    #expect(events?[0]?["errorCode"] == 11200 && events?[0]?["url"] == "https://hooks.test/")
  }
}
