import EngineProtocol
import ExecutorTestSupport
import FEEL
import HTTP
import JSON
import Testing

@testable import Connectors

/// Authentication: who may send, what is decoded for it, and where credentials may appear.
@Suite("Authentication of webhooks", .timeLimit(.minutes(1)))
struct WebhookAuthenticationTests {
  private static func start(_ properties: [String: String]) -> WebhookDiagram {
    WebhookDiagram(
      processes: WebhookDiagram.process(
        "p", WebhookDiagram.startEvent("s", ["resultVariable": "all"].merging(properties) { $1 })))
  }

  private static func key(_ locator: String?) -> [String: String] {
    [
      "inbound.auth.type": "APIKEY", "inbound.auth.apiKey": "{{secrets.KEY}}",
    ].merging(locator.map { ["inbound.auth.apiKeyLocator": $0] } ?? [:]) { $1 }
  }

  private static func json(
    _ body: String, headers: [(name: String, value: String)] = [], query: String = ""
  ) -> ServerRequest {
    ServerRequest(
      method: "POST", target: "/inbound/hook\(query)",
      headers: headers + [("Content-Type", "application/json")], body: Array(body.utf8))
  }

  @Test("credentials of an element that rejects the signature reach no variable of another")
  func refusedElement() async throws {
    let signed = Self.key(nil).merging([
      "inbound.shouldValidateHmac": "enabled", "inbound.hmacSecret": "t",
      "inbound.hmacHeader": "X-Sign", "inbound.hmacAlgorithm": "sha_1",
    ]) { $1 }
    let starts = [("p", signed), ("q", ["resultVariable": "all"])].map { id, properties in
      WebhookDiagram.process(id, WebhookDiagram.startEvent("s-\(id)", properties))
    }
    let run = try await WebhookRun(
      WebhookDiagram(processes: starts.joined()), secrets: ["KEY": "canary-4711"])
    let request = Self.json("{}", headers: [("Authorization", "Bearer canary-4711")])
    #expect(await run.send(request).status == 200)
    let instances = try await run.instances()
    #expect(instances.map(\.definition.id) == ["q"])
    for instance in instances {
      #expect(try await !run.variables(instance.key).text().contains("canary"))
    }
  }

  @Test(
    "the caller's credentials reach no variable, wherever they were sent",
    arguments: [
      (
        [
          "inbound.auth.type": "BASIC", "inbound.auth.username": "u",
          "inbound.auth.password": "{{secrets.KEY}}",
        ], json("{}", headers: [("Authorization", "Basic \("u:canary-4711".utf8.base64)")])
      ),
      (
        [
          "inbound.auth.type": "BASIC", "inbound.auth.username": "u",
          "inbound.auth.password": "pw",
        ], json("{}", headers: [("Authorization", "Basic \("u:pw".utf8.base64)")])
      ),
      (key(nil), json("{}", headers: [("Authorization", "Bearer canary-4711")])),
      (
        key("=get value(request.headers, \"x-key\")"),
        json("{}", headers: [("X-Key", "canary-4711")])
      ),
      (key("=request.params.key"), json("{}", query: "?key=canary-4711")),
      (key("=request.body.auth.key"), json(#"{"auth": {"key": "canary-4711"}, "n": 1}"#)),
      (
        key("=substring after(request.headers.token, \"k=\")"),
        json("{}", headers: [("Token", "k=canary-4711")])
      ),
    ])
  func masked(_ properties: [String: String], _ request: ServerRequest) async throws {
    let run = try await WebhookRun(Self.start(properties), secrets: ["KEY": "canary-4711"])
    #expect(await run.send(request).status == 200)
    let text = try await run.variables(#require(try await run.instances().first).key).text()
    #expect(text.contains("***"))
    for credential in ["canary-4711", "u:pw".utf8.base64, "u:canary-4711".utf8.base64] {
      #expect(!text.contains(credential))
    }
  }

  @Test("a number that is an API key is masked as well")
  func numericKey() async throws {
    let run = try await WebhookRun(
      Self.start(Self.key("=string(request.body.key)")), secrets: ["KEY": "471147"])
    #expect(await run.send(Self.json(#"{"key": 471147, "n": 47}"#)).status == 200)
    let all = try await run.variables(#require(try await run.instances().first).key)["all"]
    #expect(all?["request"]?["body"] == ["key": "***", "n": 47])
  }

  @Test(
    "a missing API key is a 401, and the log says why",
    arguments: [
      ("=for i in 1..99999999 return i", "apiKeyLocator"), ("=request.body", "a context"),
      ("=request.body.none", "The API key is missing."),
    ])
  func brokenLocator(_ locator: String, _ words: String) async throws {
    let run = try await WebhookRun(
      Self.start(Self.key(locator)), secrets: ["KEY": "canary-4711"])
    let response = await run.send(Self.json(#"{"key": "canary-4711"}"#))
    #expect(response.status == 401)
    #expect(response.body == Array(#"{"reason":"The API key is missing."}"#.utf8))
    #expect(run.lines.text.contains(words) && !run.lines.text.contains("canary"))
  }

  @Test("before authentication, no more is decoded than it needs")
  func decoding() throws {
    let element = { (change: (inout WebhookRoute) -> Void) in
      var route = WebhookRoute(id: "hook", kind: .start, processID: "p", elementID: "s")
      change(&route)
      return try CompiledWebhook(route, secrets: FakeSecrets())
    }
    let byHeader = try element {
      $0.authentication = .apiKey(key: "k", locator: "=request.headers.key")
    }
    let byBody = try element {
      $0.authentication = .apiKey(key: "k", locator: "=request.body.key")
    }
    let signed = try element {
      $0.hmac = .init(header: "x", algorithm: "sha_1", scopes: ["body"], secret: "k")
    }
    let admission = WebhookAdmission(secrets: FakeSecrets(), environment: .default, log: .silent)
    for (elements, isDecoded) in [
      ([byHeader, signed, byHeader], false), ([byBody, byBody], true),
    ] {
      var request = WebhookRequest(Self.json("{}"), url: "https://hooks.test/inbound/hook")
      #expect(throws: WebhookAdmission.Rejection.self) {
        try admission.admit(&request, to: elements)
      }
      #expect((request.decodedBody != nil) == isDecoded)
      #expect(request.decodedQuery == nil)
    }
  }
}
