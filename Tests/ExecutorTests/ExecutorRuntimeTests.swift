import AsyncHTTPClient
import Connectors
import Engine
import EngineProtocol
import ExecutorTestSupport
import HTTP
import JSON
import NIOCore
import Testing
import TwilioSimulator

@testable import Executor

/// All parts together over real sockets, with an engine that only records calls.
@Suite("The executor runtime")
struct ExecutorRuntimeTests {
  private static let route: WebhookRoute = {
    var route = WebhookRoute(id: "sms-in", kind: .start, processID: "order", elementID: "start")
    route.hmac = WebhookRoute.HMACSettings(
      header: "x-twilio-signature", algorithm: "sha_1", scopes: ["url", "body", "parameters"],
      secret: "{{secrets.TWILIO_AUTH_TOKEN}}")
    route.resultExpression = "={text: request.body.Body, from: request.body.From}"
    route.responseExpression =
      #"={body: "<Response><Message>Got it &amp; thanks</Message></Response>"}"#
    return route
  }()

  private func run(
    _ engine: FakeEngine, _ change: (inout ExecutorOptions) -> Void = { _ in },
    _ body: (ExecutorRuntime, String) async throws -> Void
  ) async throws {
    var options = ExecutorOptions()
    options.port = 0
    change(&options)
    let runtime = try ExecutorRuntime(
      engine: engine, bundle: ExecutorBundle(resources: [], webhooks: [Self.route]),
      secrets: SimulatedSecrets(), options: options)
    let origin = try await runtime.start()
    do { try await body(runtime, origin) } catch {
      await runtime.stop(grace: .seconds(1))
      throw error
    }
    await runtime.stop(grace: .seconds(1))
  }

  private func send(
    _ method: String, _ url: String, _ body: String? = nil, type: String = "application/json",
    headers: [(name: String, value: String)] = []
  ) async throws -> (status: Int, text: String) {
    let transport = HTTPClientTransport()
    let result = await Result {
      try await transport.send(
        OutgoingRequest(
          method: method, url: url, headers: headers + [("Content-Type", type)],
          body: body.map { Array($0.utf8) }, timeout: 10))
    }
    try await transport.shutdown()
    let response = try result.get()
    return (response.status, String(decoding: response.body, as: UTF8.self))
  }

  @Test(
    "a signed SMS is delivered and answered; requests of jobs reach the simulator",
    .timeLimit(.minutes(1)))
  func conversation() async throws {
    let engine = FakeEngine()
    try await run(engine) { runtime, origin in
      #expect(runtime.simulatedNumbers.map(\.number) == ["+15005550006"])
      let sent = try await send(
        "POST", "\(origin)/simulator/messages",
        #"{"from":"+4915112345678","to":"+15005550006","body":"a & b = 100%"}"#)
      let json = try JSONValue(parsing: sent.text)
      #expect(json["delivered"] == true)
      #expect(json["replies"]?[0]?["body"] == "Got it & thanks")
      #expect(engine.seen.created.first?.variables["text"] == "a & b = 100%")

      engine.add(
        .http(
          [
            "method": "POST",
            "url": "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
            "headers": ["Content-Type": "application/x-www-form-urlencoded"],
            "authentication": [
              "type": "basic", "username": "AC1",
              "password": .string(hole("TWILIO_AUTH_TOKEN")),
            ],
            "body": ["Body": "From a job", "From": "+15005550006", "To": "+4915112345678"],
          ], headers: ["resultVariable": "sms"]))
      for _ in 0..<500 where engine.seen.completed.isEmpty {
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(engine.seen.completed[5]?["sms"]?["status"] == 201)

      let list = try JSONValue(
        parsing: try await send("GET", "\(origin)/simulator/messages").text)
      #expect(
        list["messages"]?.array?.compactMap { $0["direction"]?.string }
          == ["inbound", "outbound-reply", "outbound-api"])
      let page = try await send("GET", "\(origin)/")
      #expect(page.text.contains("a &amp; b = 100%"))
      #expect(page.text.contains("Order &lt;&amp;&gt;"))
    }
  }

  @Test("the page has a viewport, a form for each number, and only its own script")
  func page() async throws {
    try await run(FakeEngine()) { _, origin in
      let page = try await send("GET", "\(origin)/")
      #expect(
        page.text.contains(
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"))
      #expect(page.text.contains("<option value=\"+15005550006\">+15005550006 (sms-in)</option>"))
      for name in ["from", "to", "body"] { #expect(page.text.contains("name=\"\(name)\"")) }
      let script = try await send("GET", "\(origin)/page.js")
      #expect(script.status == 200 && script.text.contains("fetch(\"/simulator/messages\""))
    }
    try await run(FakeEngine(), { $0.isLive = true }) { _, origin in
      let page = try await send("GET", "\(origin)/")
      #expect(!page.text.contains("<form"))
    }
  }

  @Test("an SMS delivered by GET is signed over the URL with its query", .timeLimit(.minutes(1)))
  func get() async throws {
    let engine = FakeEngine()
    try await run(engine) { _, origin in
      let sent = try await send(
        "POST", "\(origin)/simulator/messages",
        #"{"from":"whatsapp:+4915112345678","to":"whatsapp:+15005550006","body":"x","method":"GET"}"#
      )
      #expect(try JSONValue(parsing: sent.text)["status"] == 200)
      #expect(engine.seen.created.count == 1)
    }
  }

  @Test("the public URL is signed", .timeLimit(.minutes(1)))
  func publicURL() async throws {
    try await run(FakeEngine(), { $0.publicURL = "https://tunnel.test" }) { _, origin in
      let sent = try await send(
        "POST", "\(origin)/simulator/messages", #"{"from":"+4915112345678","body":"x"}"#)
      #expect(try JSONValue(parsing: sent.text)["status"] == 200)
    }
  }

  @Test(
    "a text with an invalid sender or recipient is rejected with the known numbers",
    .timeLimit(.minutes(1)))
  func strangeNumbers() async throws {
    try await run(FakeEngine()) { _, origin in
      for body in [
        #"{"from":"0151","body":"x"}"#, #"{"from":"+4915112345678","to":"+1999","body":"x"}"#,
        #"{"body":"x"}"#, "{",
      ] {
        let sent = try await send("POST", "\(origin)/simulator/messages", body)
        #expect(sent.status == 400)
        #expect(!body.contains("+1999") || sent.text.contains("+15005550006 (sms-in)"))
      }
    }
  }

  @Test("processes can be started through Camunda's API", .timeLimit(.minutes(1)))
  func api() async throws {
    let engine = FakeEngine()
    try await run(engine) { _, origin in
      let url = "\(origin)/v2/process-instances"
      let made = try await send(
        "POST", url, #"{"processDefinitionId":"order","variables":{"a":1}}"#)
      #expect(try JSONValue(parsing: made.text)["processInstanceKey"] == "101")
      #expect(engine.seen.created[0].variables == JSONObject([("a", 1)]))
      let unknown = try await send(
        "POST", url, #"{"processDefinitionId":"order","awaitCompletion":true}"#)
      #expect(unknown.status == 400 && unknown.text.contains("awaitCompletion"))
      #expect(try await send("POST", url, "{").status == 400)
      #expect(try await send("GET", "\(origin)/v2/status").status == 204)
      #expect(try await send("GET", "\(origin)/v2/topology").text.contains("brokers"))
      #expect(try await send("GET", "\(origin)/v2/nothing").status == 404)
    }
  }

  @Test("only webhooks are public", .timeLimit(.minutes(1)))
  func strangers() async throws {
    try await run(FakeEngine()) { _, origin in
      let stranger = [(name: "Host", value: "tunnel.test")]
      for path in ["/", "/v2/topology", "/simulator/messages", "/inbound/other"] {
        #expect(try await send("GET", origin + path, headers: stranger).status == 404)
      }
      #expect(try await send("GET", origin + "/inbound/sms-in", headers: stranger).status == 401)
      let form = try await send(
        "POST", "\(origin)/simulator/messages", "{}", type: "text/plain")
      #expect(form.status == 415)
    }
  }

  @Test("without the engine, the status page is still a page, with the reason")
  func unavailable() async throws {
    let engine = FakeEngine()
    try await run(engine) { _, origin in
      engine.makeUnavailable()
      let page = try await send("GET", "\(origin)/")
      #expect(page.status == 503)
      #expect(page.text.contains("<main><p>The engine does not respond: "))
      #expect(page.text.contains("&lt;the engine stopped&gt;"), "\(page.text)")
    }
  }

  @Test("with --live there is no simulator", .timeLimit(.minutes(1)))
  func live() async throws {
    try await run(FakeEngine(), { $0.isLive = true }) { _, origin in
      let simulator = try await send("POST", "\(origin)/simulator/messages", "{}")
      #expect(simulator.status == 404)
      let twilio = try await send("GET", "\(origin)/2010-04-01/Accounts/AC1/Messages.json")
      #expect(twilio.status == 404)
    }
  }

  @Test("a port in use is an error, not a wait", .timeLimit(.minutes(1)))
  func taken() async throws {
    try await run(FakeEngine()) { _, origin in
      let port = try #require(URLParts(origin)?.port)
      await #expect(throws: (any Error).self) {
        try await run(FakeEngine(), { $0.port = port }) { _, _ in }
      }
    }
  }

  @Test("a long body without a signature is a 401, before it is read", .timeLimit(.minutes(1)))
  func tooLong() async throws {
    try await run(FakeEngine()) { _, origin in
      let body = String(repeating: "x", count: ServerRequest.maximumBodySize + 1)
      let response = try await send("POST", "\(origin)/inbound/sms-in", body)
      #expect(response.status == 401)
    }
  }

  @Test("elements whose job type has no worker are reported")
  func unserved() throws {
    let xml = """
      <definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
      <process id="p" isExecutable="true"><serviceTask id="a" name="Charge card"><extensionElements>
      <zeebe:taskDefinition type="charge"/></extensionElements></serviceTask></process></definitions>
      """
    let runtime = try ExecutorRuntime(
      engine: FakeEngine(),
      bundle: ExecutorBundle(resources: [
        DeploymentResource(name: "p.bpmn", bytes: Array(xml.utf8))
      ]), secrets: SimulatedSecrets())
    #expect(runtime.unserved.map(\.label) == ["Charge card"])
    #expect(runtime.unserved.map(\.jobType) == ["charge"])
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
