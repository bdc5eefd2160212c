import EngineProtocol
import ExecutorTestSupport
import FEEL
import HTTP
import JSON
import Testing
import Text
import Twilio

@testable import Connectors

@Suite("Webhooks")
struct WebhookHandlerTests {
  private func handler(
    _ routes: [WebhookRoute], _ engine: FakeEngine = FakeEngine(),
    address: WebhookAddress = WebhookAddress(publicURL: "https://hooks.test")
  ) throws -> WebhookHandler {
    let secrets = FakeSecrets(["TOKEN": "canary"])
    return try WebhookHandler(
      webhooks: ServedWebhooks(WebhookTable(routes, secrets: secrets)), address: address,
      secrets: secrets, keys: .unused, documents: .empty(), engine: engine, environment: .default,
      log: .silent)
  }

  private static func start(_ change: (inout WebhookRoute) -> Void = { _ in }) -> WebhookRoute {
    var route = WebhookRoute(id: "sms", kind: .start, processID: "order", elementID: "start")
    route.resultExpression = "={text: request.body.Body, all: request}"
    change(&route)
    return route
  }

  private static func reply(
    _ name: String, _ change: (inout WebhookRoute) -> Void = { _ in }
  ) -> WebhookRoute {
    var route = WebhookRoute(
      id: "sms", kind: .catchEvent, processID: "order", elementID: name, messageName: name)
    route.correlationKey = "=request.body.From"
    change(&route)
    return route
  }

  private static func post(
    _ body: String, type: String = "application/x-www-form-urlencoded",
    headers: [(name: String, value: String)] = [], target: String = "/inbound/sms"
  ) -> ServerRequest {
    ServerRequest(
      method: "POST", target: target, headers: headers + [("Content-Type", type)],
      body: Array(body.utf8))
  }

  private static func signed(_ form: [(String, String)], token: String) -> ServerRequest {
    let form = FormBody(form)
    let signature = TwilioSignature(url: "https://hooks.test/inbound/sms", parameters: form)
    return post(form.text, headers: [("X-Twilio-Signature", signature.signature(key: token))])
  }

  private static let twilio = WebhookRoute.HMACSettings(
    header: "X-Twilio-Signature", algorithm: "sha_1", scopes: ["url", "body", "parameters"],
    secret: "{{secrets.TOKEN}}")

  @Test("a request starts an instance with the mapped variables")
  func starts() async throws {
    let engine = FakeEngine()
    let response = try await handler([Self.start()], engine).respond(
      to: Self.post(
        "Body=a%26b&From=%2B49", type: "application/x-www-form-urlencoded; charset=UTF-8",
        headers: [("X-Thing", "1")], target: "/inbound/sms?q=a+b&q=c"), path: "sms")
    #expect(response.status == 200 && response.body.isEmpty)
    let variables = try #require(engine.seen.created.first?.variables)
    #expect(variables["text"] == "a&b")
    #expect(variables["all"]?["params"] == ["q": "a b"])
    #expect(variables["all"]?["headers"]?["x-thing"] == "1")
  }

  @Test(
    "unknown paths, methods and malformed bodies are rejected before anything runs",
    arguments: [
      ("GET", "sms", "", 405), ("POST", "other", "", 404), ("POST", "sms", "Body=%zz", 400),
    ])
  func refused(_ method: String, _ id: String, _ body: String, _ status: Int) async throws {
    let engine = FakeEngine()
    var request = Self.post(body)
    request.method = method
    let response = try await handler([Self.start { $0.methods = ["POST"] }], engine)
      .respond(to: request, path: id)
    #expect(response.status == status)
    #expect(engine.seen.created.isEmpty)
  }

  @Test(
    "bodies by type",
    arguments: [
      ("application/json", "[1]", 200), ("application/json", "{", 400), ("", #"{"a":1}"#, 200),
      ("text/plain", "hello", 200), ("text/xml", "<a/>", 200),
      ("multipart/form-data; boundary=x", "x", 400),
    ])
  func bodies(_ type: String, _ body: String, _ status: Int) async throws {
    let response = try await handler([Self.start()])
      .respond(to: Self.post(body, type: type), path: "sms")
    #expect(response.status == status)
  }

  @Test("a body over the size limit is a 413")
  func tooLong() async throws {
    var request = Self.post("")
    request.body = [UInt8](repeating: 0x61, count: ServerRequest.maximumBodySize + 1)
    #expect(try await handler([Self.start()]).respond(to: request, path: "sms").status == 413)
  }

  @Test("Twilio's signature is verified; a missing or wrong one is a 401")
  func signature() async throws {
    let handler = try handler([Self.start { $0.hmac = Self.twilio }])
    let form = [("MessageSid", "SM1"), ("Body", "a&b=c")]
    #expect(
      await handler.respond(to: Self.signed(form, token: "canary"), path: "sms").status == 200)
    let wrong = await handler.respond(to: Self.signed(form, token: "other"), path: "sms")
    #expect(wrong.status == 401)
    #expect(!String(decoding: wrong.body, as: UTF8.self).contains("canary"))
    #expect(await handler.respond(to: Self.post("Body=x"), path: "sms").status == 401)
  }

  @Test("the generic signature accepts hexadecimal, prefixed and base64 values")
  func genericSignature() async throws {
    let code = KeyedDigest.sha256.code(of: Array("{}".utf8), key: "canary")
    let handler = try handler([
      Self.start {
        $0.hmac = WebhookRoute.HMACSettings(
          header: "X-Sign", algorithm: "sha_256", scopes: ["body"], secret: "{{secrets.TOKEN}}")
      }
    ])
    for (value, status) in [
      (code.hexadecimal, 200), ("sha256=\(code.hexadecimal)", 200), (code.base64, 200),
      (code.hexadecimal.uppercased(), 401), ("", 401),
    ] {
      let request = Self.post("{}", type: "application/json", headers: [("X-Sign", value)])
      #expect(await handler.respond(to: request, path: "sms").status == status)
    }
  }

  @Test("basic authentication and API keys")
  func authentication() async throws {
    let basic = try handler([
      Self.start { $0.authentication = .basic(username: "u", password: "{{secrets.TOKEN}}") }
    ])
    let key = try handler([
      Self.start {
        $0.authentication = .apiKey(
          key: "{{secrets.TOKEN}}", locator: #"=get value(request.headers, "x-key")"#)
      }
    ])
    for (handler, name, value, status) in [
      (basic, "Authorization", "Basic \("u:canary".utf8.base64)", 200),
      (basic, "Authorization", "Basic \("u:other".utf8.base64)", 401),
      (basic, "Authorization", "Basic ???", 401), (basic, "X-Key", "canary", 401),
      (key, "X-Key", "canary", 200), (key, "X-Key", "x", 401), (key, "X-Other", "canary", 401),
    ] {
      let request = Self.post("", headers: [(name, value)])
      #expect(await handler.respond(to: request, path: "sms").status == status)
    }
  }

  @Test("activation conditions decide; no match is a 422 unless unmatched events are consumed")
  func conditions() async throws {
    let route = Self.start { $0.activationCondition = #"=request.body.Body = "YES""# }
    let engine = FakeEngine()
    let handler = try handler([route], engine)
    #expect(await handler.respond(to: Self.post("Body=YES"), path: "sms").status == 200)
    #expect(await handler.respond(to: Self.post("Body=no"), path: "sms").status == 422)
    let consuming = try self.handler([
      Self.start {
        $0.activationCondition = "=null"
        $0.consumesUnmatchedEvents = true
      }
    ])
    #expect(await consuming.respond(to: Self.post("Body=no"), path: "sms").status == 200)
    #expect(engine.seen.created.count == 1)
  }

  @Test("a waiting instance gets the request, otherwise the start event")
  func startOrCorrelate() async throws {
    let routes = [Self.start(), Self.reply("answer")]
    let waiting = FakeEngine(waiting: ["answer"])
    _ = try await handler(routes, waiting).respond(to: Self.post("Body=x&From=%2B49"), path: "sms")
    #expect(waiting.seen.correlated.map(\.correlationKey) == ["+49"])
    #expect(waiting.seen.created.isEmpty)
    let idle = FakeEngine()
    _ = try await handler(routes, idle).respond(to: Self.post("Body=x&From=%2B49"), path: "sms")
    #expect(idle.seen.created.count == 1)
  }

  @Test("a single waiting element buffers the message; several are ambiguous")
  func buffering() async throws {
    let engine = FakeEngine()
    let alone = try handler([Self.reply("answer") { $0.timeToLive = "PT5M" }], engine)
    #expect(await alone.respond(to: Self.post("From=%2B49"), path: "sms").status == 200)
    #expect(engine.seen.published.first?.timeToLive == 300_000)
    let several = try handler([Self.reply("a"), Self.reply("b")])
    #expect(await several.respond(to: Self.post("From=%2B49"), path: "sms").status == 422)
    #expect(await alone.respond(to: Self.post("Body=x"), path: "sms").status == 422)
  }

  @Test("a repeated delivery gets the same response and starts nothing")
  func retries() async throws {
    let engine = FakeEngine()
    let handler = try handler(
      [
        Self.start {
          $0.templateID = "io.camunda.connectors.TwilioWebhook.v1"
          $0.responseExpression = #"={body: "<Response/>"}"#
        }
      ], engine)
    for _ in 0..<2 {
      let response = await handler.respond(to: Self.post("MessageSid=SM1&Body=x"), path: "sms")
      #expect(String(decoding: response.body, as: UTF8.self) == "<Response/>")
      #expect(response.header("content-type") == "text/xml")
    }
    #expect(engine.seen.created.count == 1)
    _ = await handler.respond(to: Self.post("MessageSid=SM2&Body=x"), path: "sms")
    #expect(engine.seen.created.count == 2)
  }

  @Test("the message id defaults to the SID of Twilio's message")
  func messageID() async throws {
    let engine = FakeEngine()
    let route = Self.reply("answer") {
      $0.kind = .messageStart
      $0.templateID = "io.camunda.connectors.TwilioWebhookMessageStart.v1"
    }
    _ = try await handler([route], engine).respond(
      to: Self.post("MessageSid=SM1&From=%2B49"), path: "sms")
    #expect(engine.seen.published.map(\.messageID) == ["SM1"])
  }

  @Test("a response expression sets status, headers and body; strings are not escaped")
  func responseExpression() async throws {
    let handler = try handler([
      Self.start {
        $0.responseExpression =
          #"={statusCode: 201, headers: {"X-Key": string(correlation.processInstanceKey)}, body: "é<b>"}"#
      }
    ])
    let response = await handler.respond(to: Self.post(""), path: "sms")
    #expect(response.status == 201)
    #expect(response.header("x-key") == "101")
    #expect(String(decoding: response.body, as: UTF8.self) == "é<b>")
  }

  @Test(
    "a status may be a string of digits; null counts as absent; other types are errors",
    arguments: [
      (#"={statusCode: "202"}"#, 202, 0), ("={statusCode: 204}", 204, 0),
      ("={statusCode: null, body: null, headers: null}", 200, 0),
      (#"={statusCode: "202", headers: {"X-A": null, "X-B": 1}}"#, 202, 1),
    ])
  func replyMembers(_ expression: String, _ status: Int, _ headers: Int) async throws {
    let handler = try handler([Self.start { $0.responseExpression = expression }])
    let response = await handler.respond(to: Self.post(""), path: "sms")
    #expect(response.status == status && response.headers.count == headers)
  }

  @Test(
    "a response of another type is an error",
    arguments: [
      #"{"statusCode": "abc"}"#, #"{"statusCode": 99}"#, #"{"statusCode": true}"#,
      #"{"headers": ["a"]}"#, "[]",
    ])
  func wrongReply(_ json: String) throws {
    let value = try JSONValue(parsing: json)
    #expect(throws: ConnectorError.self) { try ServerResponse(reply: value) }
  }

  @Test("a verification expression responds at once, but only to authenticated requests")
  func verification() async throws {
    let route = Self.start {
      $0.hmac = Self.twilio
      $0.verificationExpression = "={body: {echo: request.body.challenge}}"
    }
    let engine = FakeEngine()
    let handler = try handler([route], engine)
    let answer = await handler.respond(
      to: Self.signed([("challenge", "c")], token: "canary"), path: "sms")
    #expect(String(decoding: answer.body, as: UTF8.self) == #"{"echo":"c"}"#)
    #expect(await handler.respond(to: Self.post("challenge=c"), path: "sms").status == 401)
    #expect(engine.seen.created.isEmpty)
  }

  @Test("secrets in the literals of a verification are compared as values")
  func secretLiteral() async throws {
    let handler = try handler([
      Self.start {
        $0.verificationExpression =
          #"=if request.body.token = "{{secrets.TOKEN}}" then {body: "right"} else {statusCode: 403}"#
      }
    ])
    #expect(await handler.respond(to: Self.post("token=canary"), path: "sms").status == 200)
    #expect(await handler.respond(to: Self.post("token=x"), path: "sms").status == 403)
  }

  @Test("incoming text that looks like a hole stays text")
  func smuggling() async throws {
    let engine = FakeEngine()
    let body = "Body=" + PercentEncoding.form(hole("TOKEN"))
    _ = try await handler([Self.start()], engine).respond(to: Self.post(body), path: "sms")
    #expect(engine.seen.created.first?.variables["text"] == "\u{FFFD}TOKEN\u{FFFD}")
  }

  @Test("the signed URL comes from the option or from a trusted proxy")
  func address() {
    let request = ServerRequest(
      target: "/inbound/sms?a=%20b",
      headers: [
        ("Host", "127.0.0.1:8080"), ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Host", "a.test, b"),
      ])
    #expect(WebhookAddress().url(of: request) == "http://127.0.0.1:8080/inbound/sms?a=%20b")
    #expect(
      WebhookAddress(trustsForwardedHeaders: true).url(of: request)
        == "https://a.test/inbound/sms?a=%20b")
    #expect(
      WebhookAddress(publicURL: "https://x.test/base/").url(of: request)
        == "https://x.test/base/inbound/sms?a=%20b")
  }
}
