import EngineProtocol
import ExecutorTestSupport
import HTTP
import JSON
import Testing
import Text
import Twilio

@testable import Executor

/// What a captured request can be used for.
@Suite("Signatures of webhooks", .timeLimit(.minutes(1)))
struct WebhookSignatureTests {
  private static func start(_ properties: [String: String]) -> WebhookDiagram {
    let all = [
      "inbound.shouldValidateHmac": "enabled", "inbound.hmacSecret": "{{secrets.TOKEN}}",
      "inbound.hmacAlgorithm": "sha_1", "resultExpression": "={body: request.body}",
    ].merging(properties) { $1 }
    return WebhookDiagram(
      processes: WebhookDiagram.process("p", WebhookDiagram.startEvent("s", all)))
  }

  private static let twilio = start([
    "inbound.hmacHeader": "X-Twilio-Signature",
    "inbound.hmacScopes": #"=["url","body","parameters"]"#,
  ])

  private static func generic(_ scopes: String) -> WebhookDiagram {
    start(["inbound.hmacHeader": "X-Sign", "inbound.hmacScopes": scopes])
  }

  private static let url = "https://hooks.test/inbound/hook"

  private func bodies(_ run: WebhookRun) async throws -> [JSONValue?] {
    var bodies: [JSONValue?] = []
    for instance in try await run.instances().reversed() {
      bodies.append(try await run.variables(instance.key)["body"])
    }
    return bodies
  }

  @Test(
    "a body that the signature does not cover is ignored",
    arguments: [
      ("GET", FormBody.mediaType, "Body=forged"), ("GET", "application/json", #"{"a": 1}"#),
    ])
  func uncovered(_ method: String, _ type: String, _ body: String) async throws {
    let run = try await WebhookRun(Self.twilio, secrets: ["TOKEN": "t"])
    let query = "?Body=YES&MessageSid=SM1"
    let request = ServerRequest(
      method: method, target: "/inbound/hook\(query)",
      headers: [
        ("X-Twilio-Signature", TwilioSignature(url: Self.url + query).signature(key: "t")),
        ("Content-Type", type),
      ], body: Array(body.utf8))
    #expect(await run.send(request).status == 200)
    #expect(try await bodies(run) == [[:]])
    #expect(run.lines.text.contains("the body is ignored"))
  }

  @Test(
    "Twilio's other requests are rejected with a different body",
    arguments: [("POST", "application/json"), ("PUT", ""), ("DELETE", FormBody.mediaType)])
  func covered(_ method: String, _ type: String) async throws {
    let run = try await WebhookRun(Self.twilio, secrets: ["TOKEN": "t"])
    let request = ServerRequest(
      method: method, target: "/inbound/hook",
      headers: [
        ("X-Twilio-Signature", TwilioSignature(url: Self.url).signature(key: "t")),
        ("Content-Type", type),
      ], body: Array("Body=forged".utf8))
    #expect(await run.send(request).status == 401)
  }

  @Test(
    "the generic signature covers the body or the body is ignored",
    arguments: [
      ("body", "POST", true), ("url,body", "GET", true), ("url,parameters", "POST", false),
      (#"=["url","body","parameters"]"#, "GET", false),
      (#"=["URL","BODY","PARAMETERS"]"#, "POST", true),
    ])
  func generic(_ scopes: String, _ method: String, _ isCovered: Bool) async throws {
    let run = try await WebhookRun(Self.generic(scopes), secrets: ["TOKEN": "t"])
    let body = Array(#"{"a":1}"#.utf8)
    let signed =
      !isCovered
      ? Array("\(Self.url)?".utf8) : (scopes == "body" ? [] : Array(Self.url.utf8)) + body
    let code = KeyedDigest.sha1.code(of: signed, key: "t").hexadecimal
    func request(_ body: [UInt8]) -> ServerRequest {
      ServerRequest(
        method: method, target: "/inbound/hook",
        headers: [("X-Sign", code), ("Content-Type", "application/json")], body: body)
    }
    #expect(await run.send(request(body)).status == 200)
    #expect(try await bodies(run) == [isCovered ? ["a": 1] : [:]])
    let forged = await run.send(request(Array(#"{"a":2}"#.utf8)))
    #expect(forged.status == (isCovered ? 401 : 200))
  }

  @Test(
    "parameters that the generic signature does not cover are ignored",
    arguments: [
      ("body", "POST", false), ("url,body", "POST", false), ("url,parameters", "POST", true),
      (#"=["url","body","parameters"]"#, "GET", true),
      (#"=["url","body","parameters"]"#, "POST", false),
    ])
  func query(_ scopes: String, _ method: String, _ isCovered: Bool) async throws {
    let run = try await WebhookRun(
      Self.start([
        "inbound.hmacHeader": "X-Sign", "inbound.hmacScopes": scopes,
        "resultExpression": "={body: request.params}",
      ]), secrets: ["TOKEN": "t"])
    let signed = scopes == "body" ? "" : isCovered ? "\(Self.url)?a=1" : Self.url
    let code = KeyedDigest.sha1.code(of: Array(signed.utf8), key: "t").hexadecimal
    let request = ServerRequest(
      method: method, target: "/inbound/hook?a=1", headers: [("X-Sign", code)])
    #expect(await run.send(request).status == 200)
    #expect(try await bodies(run) == [isCovered ? ["a": "1"] : [:]])
    #expect(run.lines.text.contains("parameters of the query are ignored") == !isCovered)
  }

  @Test(
    "a URL with the hash of a body is valid for no other body, nor without one",
    arguments: [
      ("POST", "application/json"), ("POST", FormBody.mediaType), ("GET", "application/json"),
    ])
  func bodyHash(_ method: String, _ type: String) async throws {
    let run = try await WebhookRun(Self.twilio, secrets: ["TOKEN": "t"])
    let query = "?bodySHA256=\(sha256Hexadecimal(Array("{}".utf8)))"
    let request = ServerRequest(
      method: method, target: "/inbound/hook\(query)",
      headers: [
        ("X-Twilio-Signature", TwilioSignature(url: Self.url + query).signature(key: "t")),
        ("Content-Type", type),
      ])
    #expect(await run.send(request).status == 401)
  }

  // MARK: Deliveries

  private func signed(
    _ form: [(String, String)], token: String? = nil, text: String? = nil
  ) -> ServerRequest {
    let form = FormBody(form)
    return ServerRequest(
      method: "POST", target: "/inbound/hook",
      headers: [
        (
          "X-Twilio-Signature",
          TwilioSignature(url: Self.url, parameters: form).signature(key: "t")
        ), ("Content-Type", FormBody.mediaType),
        ("I-Twilio-Idempotency-Token", token ?? "T"),
      ], body: Array((text ?? form.text).utf8))
  }

  @Test("a delivery is identified by its signed content, whatever its headers and encoding")
  func replay() async throws {
    let run = try await WebhookRun(Self.twilio, secrets: ["TOKEN": "t"])
    let form = [("MessageSid", "SM1"), ("Body", "a b")]
    for request in [
      signed(form), signed(form, token: "other"), signed(form, text: "Body=a%20b&MessageSid=SM1"),
    ] {
      #expect(await run.send(request).status == 200)
    }
    #expect(try await run.instances().count == 1)
  }

  @Test(
    "a repeated signature is invalid for a different split of the same text",
    arguments: [
      [("MessageSid", "SM1"), ("Body", "YES")],
      [("CallSid", "CA1"), ("CallStatus", "in-progress"), ("Digits", "1")],
    ])
  func recut(_ form: [(String, String)]) async throws {
    let run = try await WebhookRun(Self.twilio, secrets: ["TOKEN": "t"])
    #expect(await run.send(signed(form)).status == 200)
    let sorted = form.sorted { $0.0 < $1.0 }
    let text = sorted.map { $0.0 + $0.1 }.joined()
    for cut in [1, 6] {
      let parameters = FormBody([(String(text.prefix(cut)), String(text.dropFirst(cut)))])
      #expect(await run.send(signed(form, text: parameters.text)).status == 401)
    }
    #expect(try await run.instances().count == 1)
  }

  @Test("the unsigned order of a name's values does not choose between them")
  func repeatedName() async throws {
    for text in ["a=2&a=1", "a=1&a=2", "a=1&a=2&a=1"] {
      let run = try await WebhookRun(Self.twilio, secrets: ["TOKEN": "t"])
      #expect(await run.send(signed([("a", "1"), ("a", "2")], text: text)).status == 200)
      #expect(try await bodies(run) == [["a": "1"]])
    }
  }

  @Test(
    "different messages are both processed, even with the same idempotency token",
    arguments: [
      [[("MessageSid", "SM1")], [("MessageSid", "SM2")]],
      [
        [("MessageSid", "SM1"), ("MessageStatus", "sent")],
        [("MessageSid", "SM1"), ("MessageStatus", "delivered")],
      ],
      [
        [("CallSid", "CA1"), ("CallStatus", "ringing")],
        [("CallSid", "CA1"), ("CallStatus", "completed")],
      ],
      [
        [("CallSid", "CA1"), ("CallStatus", "in-progress"), ("Digits", "1")],
        [("CallSid", "CA1"), ("CallStatus", "in-progress"), ("Digits", "1")],
      ],
    ])
  func different(_ forms: [[(String, String)]]) async throws {
    let run = try await WebhookRun(Self.twilio, secrets: ["TOKEN": "t"])
    for form in forms { #expect(await run.send(signed(form)).status == 200) }
    #expect(try await run.instances().count == 2)
  }

  @Test("without a signature, only an equal request to a Twilio template is a repetition")
  func unsigned() async throws {
    let run = try await WebhookRun(
      WebhookDiagram(
        processes: WebhookDiagram.process(
          "p",
          WebhookDiagram.startEvent("s")
            .replacing("<startEvent ", with: "<startEvent zeebe:modelerTemplate=\"Twilio\" "))))
    let token = (name: "I-Twilio-Idempotency-Token", value: "T")
    for body in ["a", "a", "b"] {
      try await run.post([("MessageSid", "SM1"), ("Body", body)], headers: [token])
    }
    #expect(try await run.instances().count == 2)
  }
}
