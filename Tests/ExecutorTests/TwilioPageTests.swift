import EngineProtocol
import JSON
import Testing

/// Every expression and value in Camunda's documentation of the Twilio connector, verbatim, in a
/// diagram that runs: one test each.
@Suite("Examples in Camunda's Twilio connector documentation", .timeLimit(.minutes(1)))
struct TwilioPageTests {
  // MARK: Examples in the documentation

  static let activationCondition = "=(request.body.SmsStatus=\"received\")"
  static let payloadKey = "=request.body.Body"
  static let inboundResult = "= {\n    mySmsStatus: request.body.SmsStatus\n}"
  static let outboundResult = """
    = {
        sid: response.body.sid,
        date_created: response.body.date_created,
        from: response.body.from,
        to: response.body.to,
        body: response.body.body
    }
    """

  @Test("the activation condition accepts received messages and no others")
  func activation() async throws {
    let diagram = PageDiagram.start(["activationCondition": Self.activationCondition])
    try await PageRun.with(diagram) { page async throws in
      #expect(try await page.post(["SmsStatus": "delivered"]) == 422)
      #expect(try await page.post(["SmsStatus": "received"]) == 200)
      #expect(try await page.instances().count == 1)
    }
  }

  @Test("the correlation keys match a process variable with the text of the message")
  func correlation() async throws {
    try await PageRun.with(.conversation(["correlationKeyExpression": Self.payloadKey])) {
      page async throws in
      let instance = try await page.startWaiting(key: "Continue process")
      #expect(try await page.post(["Body": "Something else"]) == 200)
      #expect(try await page.state(instance) == .active)
      #expect(try await page.post(["Body": "Continue process"]) == 200)
      #expect(try await page.state(instance) == .completed)
    }
  }

  @Test("the result expression of a webhook maps a field of the body")
  func webhookResult() async throws {
    try await PageRun.with(.start(["resultExpression": Self.inboundResult])) { page async throws in
      #expect(try await page.post(["SmsStatus": "received"]) == 200)
      #expect(try await page.variables() == ["mySmsStatus": "received"])
    }
  }

  @Test("the result variable of a webhook holds the whole request")
  func webhookVariable() async throws {
    try await PageRun.with(.start(["resultVariable": "myResultVariable"])) { page async throws in
      #expect(try await page.post(["SmsStatus": "received"]) == 200)
      let variables = try await page.variables()
      #expect(variables["myResultVariable"]?["request"]?["body"]?["SmsStatus"] == "received")
    }
  }

  @Test("the result expression of a sent message maps fields of Twilio's response")
  func sentResult() async throws {
    try await PageRun.with(.send(Self.outboundResult)) { page async throws in
      let variables = try await page.runToEnd()
      #expect(variables["sid"]?.string?.hasPrefix("SM") == true)
      #expect(variables["date_created"]?.string?.hasSuffix("+0000") == true)
      #expect(variables["from"] == "+15005550006")
      #expect(variables["to"] == "+15005550001")
      // The task has an input of that name, so the engine keeps it local to the task, as Zeebe
      // does.
      #expect(variables["body"] == nil)
    }
  }

  @Test("the text of a sent message is propagated by an output mapping")
  func sentBody() async throws {
    try await PageRun.with(.send(Self.outboundResult, output: ("=body", "text"))) {
      page async throws in
      #expect(try await page.runToEnd() == JSONObject([("text", "Hello, World!")]))
    }
  }

  @Test("the message TTL PT1H buffers a message for a later subscription, PT0S does not")
  func timeToLive() async throws {
    for (ttl, expected) in [("PT1H", ProcessInstance.State.completed), ("PT0S", .active)] {
      let properties = ["correlationKeyExpression": Self.payloadKey, "messageTtl": ttl]
      try await PageRun.with(.conversation(properties)) { page async throws in
        #expect(try await page.post(["Body": "early"]) == 200)
        let instance = try await page.startWaiting(key: "early")
        #expect(try await page.state(instance) == expected, "\(ttl)")
      }
    }
  }

  @Test("a POST webhook finds the fields in the body")
  func byPost() async throws {
    let diagram = PageDiagram.start(
      ["inbound.method": "post", "resultExpression": "={text: request.body.Body}"])
    try await PageRun.with(diagram) { page async throws in
      #expect(try await page.get(["Body": "Hello world"]) == 405)
      #expect(try await page.post(["Body": "Hello & world = 100%"]) == 200)
      #expect(try await page.variables() == ["text": "Hello & world = 100%"])
    }
  }

  @Test("a GET webhook finds the fields in the query")
  func byGet() async throws {
    let diagram = PageDiagram.start(
      ["inbound.method": "get", "resultExpression": "={text: request.params.Body}"])
    try await PageRun.with(diagram) { page async throws in
      #expect(try await page.post(["Body": "x"]) == 405)
      #expect(try await page.get(["Body": "Hello & world = 100%"]) == 200)
      #expect(try await page.variables() == ["text": "Hello & world = 100%"])
    }
  }
}
