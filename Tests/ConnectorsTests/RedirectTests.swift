import EngineProtocol
import ExecutorTestSupport
import HTTP
import JSON
import Testing

@testable import Connectors

@Suite("Redirects")
struct RedirectTests {
  private static let canary = "canary-7f3a"

  /// Responds to the first request with a redirect.
  private static func redirecting(_ status: Int, to location: String) -> FakeTransport {
    FakeTransport { _, count in
      .success(
        count == 0 ? .answer(status, headers: [("Location", location)]) : .answer(200, "{}"))
    }
  }

  private static func run(
    _ variables: JSONValue, _ transport: FakeTransport
  ) async throws -> ConnectorOutcome {
    var object = variables.object ?? JSONObject()
    object["followRedirects"] = true
    return try await HTTPRun()(.http(.object(object)), transport, secrets: ["TOKEN": canary])
  }

  private static func text(_ request: OutgoingRequest) -> String {
    request.url + request.headers.map { "\n\($0.name): \($0.value)" }.joined()
      + "\n" + String(decoding: request.body ?? [], as: UTF8.self)
  }

  private static let secret = JSONValue.string(hole("TOKEN"))

  @Test(
    "no credential is sent to another origin, wherever the model sets it",
    arguments: ["https://other.test/", "https://x.test:444/", "http://x.test/"],
    [
      ["authentication": ["type": "bearer", "token": secret]],
      ["authentication": ["type": "basic", "username": secret, "password": secret]],
      [
        "authentication": [
          "type": "apiKey", "apiKeyLocation": "headers", "name": "X-Mine", "value": "canary-7f3a",
        ]
      ],
      [
        "authentication": [
          "type": "apiKey", "apiKeyLocation": "query", "name": "k", "value": secret,
        ]
      ],
      ["headers": ["Authorization": "canary-7f3a"]], ["headers": ["Cookie": "s=canary-7f3a"]],
      ["headers": ["X-API-Key": "canary-7f3a"]],
      ["headers": ["X-Anything": .string("v " + hole("TOKEN"))]],
      ["headers": [hole("TOKEN"): "v"]],
    ] as [JSONValue])
  func headers(_ location: String, _ variables: JSONValue) async throws {
    var object = variables.object ?? JSONObject()
    object.merge(JSONObject([("method", "GET"), ("url", "https://x.test/a")]))
    let transport = Self.redirecting(302, to: location)
    _ = try await Self.run(.object(object), transport)
    let requests = transport.requests.map(Self.text)
    #expect(requests.count == 2)
    #expect(requests[0].contains("canary") || requests[0].contains("Basic "))
    #expect(!requests[1].contains("canary") && !requests[1].contains("Basic "))
  }

  @Test("a redirect within the origin keeps everything, and other headers are always kept")
  func kept() async throws {
    let variables: JSONValue = [
      "method": "PUT", "url": "https://x.test/a", "body": "b",
      "headers": ["Cookie": "c", "Accept-Language": "de"],
    ]
    let near = Self.redirecting(307, to: "/b")
    _ = try await Self.run(variables, near)
    #expect(near.requests[1].url == "https://x.test/b")
    #expect(near.requests[1].body == Array("b".utf8))
    #expect(near.requests[1].headers.map(\.name) == near.requests[0].headers.map(\.name))
    let far = Self.redirecting(303, to: "https://y.test/b")
    _ = try await Self.run(variables, far)
    #expect(far.requests[1].method == "GET" && far.requests[1].body == nil)
    #expect(
      far.requests[1].headers.map(\.name) == ["Accept-Language", "User-Agent", "Accept-Encoding"])
  }

  @Test(
    "a body and a URL with a secret are never sent to another origin",
    arguments: [
      (307, "https://other.test/"), (308, "http://x.test/"), (302, "https://other.test/"),
      (303, "https://other.test/?k=canary%2D7f3a"),
    ])
  func refused(_ status: Int, _ location: String) async throws {
    let transport = Self.redirecting(status, to: location)
    let outcome = try await Self.run(
      [
        "method": "PUT", "url": "https://x.test/a", "body": ["text": "private"],
        "headers": ["X-Key": Self.secret],
      ], transport)
    #expect(transport.requests.count == 1)
    guard case .failed(let failure) = outcome else {
      Issue.record("the job did not fail: \(outcome)")
      return
    }
    #expect(failure.retries == 0)
    #expect(failure.message.contains("x.test redirects to"))
    #expect(!failure.message.contains("canary"))
  }

  @Test("a redirected POST is not repeated because the target of the redirect fails")
  func answered() async throws {
    let transport = FakeTransport { _, count in
      count == 0
        ? .success(.answer(303, headers: [("Location", "/done")]))
        : .failure(TransportFailure(wasSent: false, isTimeout: true, message: "Too late."))
    }
    let outcome = try await Self.run(
      ["method": "POST", "url": "https://x.test/a", "body": "b"], transport)
    guard case .failed(let failure) = outcome else {
      Issue.record("the job did not fail: \(outcome)")
      return
    }
    #expect(failure.retries == 0)
    #expect(failure.message.contains("outcome is unknown"))
  }
}
