import EngineProtocol
import ExecutorTestSupport
import FEEL
import HTTP
import JSON
import Testing
import Text
import Twilio

@testable import Connectors

/// What senders and readers of variables rely on in webhooks, one test for each behaviour.
@Suite("Behaviour of webhooks", .timeLimit(.minutes(1)))
struct InboundBehaviorTests {
  private static let url = "https://hooks.test/inbound/hook"

  private static func start(
    _ properties: [String: String] = [:], id: String = "p", message: String? = nil
  ) -> WebhookDiagram {
    let all = ["resultExpression": "={body: request.body}"].merging(properties) { $1 }
    return WebhookDiagram(
      messages: message.map { [$0] } ?? [],
      processes: WebhookDiagram.process(
        id, WebhookDiagram.startEvent("s-\(id)", message: message, all)))
  }

  private static let twilio = start([
    "inbound.shouldValidateHmac": "enabled", "inbound.hmacSecret": "token",
    "inbound.hmacHeader": "X-Twilio-Signature", "inbound.hmacAlgorithm": "sha_1",
    "inbound.hmacScopes": #"=["url","body","parameters"]"#,
  ])

  private static func form(_ text: String, type: String = FormBody.mediaType) -> ServerRequest {
    ServerRequest(
      method: "POST", target: "/inbound/hook", headers: [("Content-Type", type)],
      body: Array(text.utf8))
  }

  private func body(_ run: WebhookRun) async throws -> JSONValue? {
    try await run.variables(try #require(run.instances().first).key)["body"]
  }

  @Test(
    "form values and names survive, whatever they contain",
    arguments: [
      ("Body=a%26b%3Dc%2Bd%25e+%F0%9F%8D%95", ["Body": "a&b=c+d%e 🍕"]),
      ("a%3D=1", ["a=": "1"]), ("a=1&a=2", ["a": "1"]),
      ("a=&b&=x", ["a": "", "b": "", "": "x"]), ("a=1&&b=2", ["a": "1", "b": "2"]),
    ] as [(String, JSONValue)])
  func form(_ text: String, _ expected: JSONValue) async throws {
    for type in [FormBody.mediaType, "Application/X-WWW-Form-URLEncoded; charset=UTF-8"] {
      let run = try await WebhookRun(Self.start())
      #expect(await run.send(Self.form(text, type: type)).status == 200)
      #expect(try await body(run) == expected)
    }
  }

  @Test(
    "Twilio's signature covers the query byte for byte, with or without the default port",
    arguments: ["", "?b=2&a=1%20x", "?a=1+x&a=2"])
  func query(_ query: String) async throws {
    let run = try await WebhookRun(Self.twilio)
    for (number, origin) in ["https://hooks.test", "https://hooks.test:443"].enumerated() {
      let form = FormBody([("MessageSid", "SM\(query.count)\(number)")] + [("Body", "a&b")])
      let signature = TwilioSignature(url: "\(origin)/inbound/hook\(query)", parameters: form)
      var request = Self.form(form.text)
      request.target += query
      request.headers.append(("X-Twilio-Signature", signature.signature(key: "token")))
      #expect(await run.send(request).status == 200)
      request.target += query.isEmpty ? "?x" : "x"
      #expect(await run.send(request).status == 401)
    }
  }

  @Test("a GET is signed with its URL as sent, whatever the order of its parameters")
  func get() async throws {
    let run = try await WebhookRun(Self.twilio)
    let query = "?To=%2B1&From=%2B49&Body=a%20b&MessageSid=SM1"
    let signature = TwilioSignature(url: Self.url + query).signature(key: "token")
    let request = ServerRequest(
      target: "/inbound/hook" + query, headers: [("X-Twilio-Signature", signature)])
    #expect(await run.send(request).status == 200)
  }

  @Test("a missing, empty or wrong signature is a 401", arguments: [nil, "", "AAAA"] as [String?])
  func signature(_ value: String?) async throws {
    let run = try await WebhookRun(Self.twilio)
    var request = Self.form("Body=x")
    if let value { request.headers.append(("X-Twilio-Signature", value)) }
    #expect(await run.send(request).status == 401)
    #expect(try await run.instances().isEmpty)
  }

  @Test(
    "without a true activation condition a request is a 422, or a 200 if that is wanted",
    arguments: [
      ("=false", 422), ("=null", 422), ("=\"true\"", 422), ("=request.body.x > 1", 422),
      ("=true", 200),
    ])
  func unmatched(_ condition: String, _ status: Int) async throws {
    let run = try await WebhookRun(Self.start(["activationCondition": condition]))
    #expect(await run.send(Self.form("Body=x")).status == status)
    #expect(try await run.instances().count == (status == 200 ? 1 : 0))
    let consuming = try await WebhookRun(
      Self.start(["activationCondition": condition, "consumeUnmatchedEvents": "true"]))
    #expect(await consuming.send(Self.form("Body=x")).status == 200)
  }

  @Test("an activation condition with the new name overrides the one with the old name")
  func conditionNames() async throws {
    for (old, new, count) in [("=true", "=false", 0), ("=false", "=true", 1)] {
      let run = try await WebhookRun(
        Self.start(["inbound.activationCondition": old, "activationCondition": new]))
      _ = await run.send(Self.form("Body=x"))
      #expect(try await run.instances().count == count)
    }
  }

  @Test("of properties with the same name, the first one counts")
  func duplicateProperties() async throws {
    var diagram = Self.start(["inbound.context": "hook"])
    diagram.processes = diagram.processes.replacing(
      "<zeebe:property name=\"inbound.context\" value=\"hook\"/>",
      with: """
        <zeebe:property name="inbound.context" value="hook"/>\
        <zeebe:property name="inbound.context" value="other"/>
        """)
    let run = try await WebhookRun(diagram)
    #expect(await run.send(Self.form("Body=x")).status == 200)
    var other = Self.form("Body=x")
    other.target = "/inbound/other"
    #expect(await run.send(other).status == 404)
  }

  @Test("processes on one path get the same request, and each is replaced on its own")
  func sharedPath() async throws {
    func route(_ process: String) -> WebhookRoute {
      WebhookRoute(id: "hook", kind: .start, processID: process, elementID: "s")
    }
    let engine = FakeEngine()
    let secrets = FakeSecrets()
    let served = ServedWebhooks(
      try WebhookTable([route("a"), route("b")], secrets: secrets))
    let handler = try WebhookHandler(
      webhooks: served, address: WebhookAddress(), secrets: secrets, keys: .unused,
      documents: .empty(), engine: engine, environment: .default, log: .silent)
    #expect(await handler.respond(to: Self.form("x=1"), path: "hook").status == 200)
    #expect(engine.seen.created.count == 2)
    served.replace(["a"], with: [])
    #expect(await handler.respond(to: Self.form("x=1"), path: "hook").status == 200)
    #expect(engine.seen.created.count == 3)
    served.replace(["b"], with: [])
    #expect(await handler.respond(to: Self.form("x=1"), path: "hook").status == 404)
  }

  @Test(
    "a correlation key may be a number, which equals its text; null is a 422",
    arguments: [("7", 200), ("\"7\"", 200), ("null", 422)])
  func correlationKey(_ key: String, _ status: Int) async throws {
    let event = WebhookDiagram.catchEvent(
      "c", "m", ["correlationKeyExpression": "=request.body.key", "messageIdExpression": ""])
    let run = try await WebhookRun(
      WebhookDiagram(
        messages: ["m"],
        processes: WebhookDiagram.process(
          "p", "<startEvent id=\"s\"/>" + event + WebhookDiagram.flow("s", "c"))))
    let instance = try await run.start("p", [("customer", "7")])
    let response = await run.send(Self.form("{\"key\": \(key)}", type: "application/json"))
    #expect(response.status == status)
    #expect(try await run.waiting(instance).isEmpty == (status == 200))
  }

  @Test("a message with an id that was received before is a 200 and changes nothing")
  func messageID() async throws {
    let run = try await WebhookRun(Self.start(message: "m"))
    for _ in 0..<2 {
      let response = try await run.post([("From", "1"), ("MessageSid", "SM1")])
      #expect(response.status == 200 && response.body.isEmpty)
    }
    #expect(try await run.instances().count == 1)
  }

  @Test("without a result variable and a result expression there are no variables")
  func noResult() async throws {
    var diagram = Self.start()
    diagram.processes = diagram.processes.replacing("resultExpression", with: "other")
    let run = try await WebhookRun(diagram)
    #expect(await run.send(Self.form("Body=x")).status == 200)
    let instance = try #require(try await run.instances().first)
    #expect(try await run.variables(instance.key) == [:])
  }

  @Test("a response with TwiML is sent as XML, without escapes; a HEAD request is no GET")
  func responses() async throws {
    let run = try await WebhookRun(
      Self.start([
        "inbound.method": "get",
        "inbound.responseExpression":
          #"={body: "<Response>é &amp; \"x\"</Response>", headers: {"X-A": "1"}}"#,
      ]))
    let get = await run.send(ServerRequest(target: "/inbound/hook"))
    #expect(get.header("content-type") == "text/xml" && get.header("x-a") == "1")
    #expect(get.body == Array(#"<Response>é &amp; "x"</Response>"#.utf8))
    #expect(await run.send(ServerRequest(method: "HEAD", target: "/inbound/hook")).status == 405)
  }
}
