import Connectors
import ExecutorTestSupport
import HTTP
import JSON
import Storage
import Testing
import Twilio

@testable import TwilioSimulator

@Suite("Deliveries of the simulator")
struct IncomingMessagesTests {
  private let store: SimulatorStore

  init() throws { store = try SimulatorStore(DataFile()) }

  private func deliver(
    _ transport: FakeTransport, _ text: String = "a&b", fallbackURL: String? = nil,
    method: String? = nil, methods: Set<String> = []
  ) async throws -> IncomingMessages.Delivery {
    var route = WebhookRoute(id: "sms", kind: .start, processID: "p", elementID: "s")
    route.methods = methods
    let table = try WebhookTable([route], secrets: FakeSecrets())
    let webhooks = ServedWebhooks(table)
    let caller = WebhookCaller(
      store: store, webhooks: webhooks, secrets: FakeSecrets(),
      credentials: SimulatorCredentials(FakeSecrets()), transport: transport,
      destination: Destination(isLive: false, allowedHosts: [AllowedHost("fallback.test")]),
      origin: "http://127.0.0.1:1", publicURL: "https://hooks.test", now: { 0 })
    return try await IncomingMessages(
      store: store, webhooks: webhooks, numbers: ServedNumbers(webhooks), secrets: FakeSecrets(),
      caller: caller, account: "AC1", fallbackURL: fallbackURL, now: { 0 }
    ).receive(
      TextMessage(text, from: "+4915112345678", to: "+15005550006"), method: method)
  }

  private func code() async throws -> Int? {
    let parameters = MessageParameters(
      FormBody([("To", "+4915112345678"), ("From", "+15005550006"), ("Body", "x")]))
    let context = try await SendingContext.reading(
      store, for: parameters, account: "AC1", .live, numbers: [], now: 0)
    do {
      _ = try NewMessage(parameters, account: "AC1", context, now: 0)
      return nil
    } catch let error as TwilioError { return error.code.rawValue }
  }

  @Test("behaviour 28: STOP blocks a phone, START unblocks it, and the webhook gets both")
  func optOut() async throws {
    let transport = FakeTransport(
      200, "<Response><Message>Hi</Message></Response>", headers: [("Content-Type", "text/xml")])
    #expect(try await deliver(transport, "stop please").replies.map(\.body) == ["Hi"])
    #expect(try await code() == nil)
    let stop = try await deliver(transport, " Stop ")
    #expect(stop.replies.map(\.body) == [OptOut.stop.reply])
    #expect(stop.remarks.contains { $0.contains("21610") })
    #expect(try await code() == 21610)
    #expect(try await deliver(transport, "HELP").replies.isEmpty)
    #expect(
      try await deliver(transport, "START").replies.map(\.body) == [OptOut.start.reply, "Hi"])
    #expect(try await code() == nil)
    // A customer who did not opt out may answer YES to anything.
    #expect(try await deliver(transport, "Yes").replies.map(\.body) == ["Hi"])
    #expect(transport.requests.count == 5)
    let listed = try await store.messages(account: "AC1")
    #expect(!listed.contains { $0.body == OptOut.stop.reply })
  }

  private static func fails(timeout: Bool, times: Int) -> FakeTransport {
    FakeTransport { _, count in
      count < times
        ? .failure(TransportFailure(wasSent: timeout, isTimeout: timeout, message: "No luck."))
        : .success(.answer(200))
    }
  }

  @Test("an incoming message is in the lists of every account, a sent one only in its own")
  func account() async throws {
    let received = try await deliver(Self.fails(timeout: false, times: 0)).message
    try await store.add(
      TwilioMessage(
        sid: "SM2", account: "AC2", from: "+15005550006", to: "+4915112345678", body: "x",
        direction: .outboundAPI, created: 0))
    #expect(try await store.messages(account: "AC2").map(\.sid) == [received.sid, "SM2"])
    #expect(try await store.messages(account: "AC3").map(\.sid) == [received.sid])
    #expect(try await store.message(received.sid, account: "AC3")?.account == "AC3")
    #expect(try await store.message("SM2", account: "AC3") == nil)
  }

  @Test("a failed connection is retried once, a timeout is not")
  func retry() async throws {
    let once = Self.fails(timeout: false, times: 1)
    let delivery = try await deliver(once)
    #expect(delivery.status == 200 && delivery.attempts == 2)
    #expect(once.requests[0].body == once.requests[1].body)
    let tokens = once.requests.map { request in
      request.headers.first { $0.name == "I-Twilio-Idempotency-Token" }?.value
    }
    #expect(tokens[0] != nil && tokens[0] == tokens[1])
    #expect(try await deliver(Self.fails(timeout: false, times: 2)).attempts == 2)
    let late = try await deliver(Self.fails(timeout: true, times: 1))
    #expect(late.status == nil && late.attempts == 1)
  }

  @Test("the fallback URL is called after failures and rejections, with its own signature")
  func fallback() async throws {
    let transport = FakeTransport { request, _ in
      .success(.answer(request.url.contains("fallback") ? 200 : 422))
    }
    let delivery = try await deliver(transport, fallbackURL: "https://fallback.test/sms")
    #expect(delivery.status == 200)
    let request = try #require(transport.requests.last)
    #expect(request.url == "https://fallback.test/sms")
    let form = try FormBody(parsing: request.body ?? [])
    #expect(form["ErrorCode"] == "11200" && form["ErrorUrl"] == "https://hooks.test/inbound/sms")
    let signature = request.headers.first { $0.name == "X-Twilio-Signature" }?.value
    #expect(
      TwilioSignature(url: "https://fallback.test/sms", parameters: form)
        .accepts(signature ?? "", key: "unchecked"))
  }

  @Test("a fallback URL on another host is not called without --live")
  func foreignFallback() async throws {
    let transport = FakeTransport(500)
    let delivery = try await deliver(transport, fallbackURL: "https://elsewhere.test/")
    #expect(transport.requests.count == 1)
    #expect(delivery.errorCode == 11210)
    #expect(delivery.remarks.contains { $0.contains("--allow-host elsewhere.test") })
  }

  @Test("a webhook that only accepts GET gets the fields in the query")
  func get() async throws {
    let transport = FakeTransport()
    _ = try await deliver(transport, methods: ["GET"])
    let request = try #require(transport.requests.first)
    #expect(request.method == "GET" && request.body == nil)
    #expect(request.url.contains("Body=a%26b"))
  }

  /// A transport that responds to the requests with TwiML documents, one after the other.
  private static func documents(_ documents: String..., type: String = "text/xml") -> FakeTransport
  {
    FakeTransport { _, count in
      let document = documents[min(count, documents.count - 1)]
      return .success(
        .answer(200, "<Response>\(document)</Response>", headers: [("Content-Type", type)]))
    }
  }

  @Test("behaviour 25: messages of TwiML have recipients, senders and media")
  func replies() async throws {
    let replies = try await deliver(
      Self.documents(
        "<Message>1</Message><Message to=\"+4930123456\"><Body>2</Body>"
          + "<Media>https://m.test/1.png</Media></Message><Message from=\"+1\">3</Message>"
          + "<Message to=\"x\">4</Message>"))
    #expect(replies.replies.map(\.body) == ["1", "2"])
    #expect(replies.replies.map(\.to) == ["+4915112345678", "+4930123456"])
    #expect(replies.replies[1].sid.hasPrefix("MM") && replies.replies[0].status == .queued)
    #expect(replies.remarks.filter { $0.contains("14101") || $0.contains("14102") }.count == 2)
  }

  @Test("behaviour 25: the action of a message gets its status, relative to the document")
  func action() async throws {
    let reply = try #require(
      try await deliver(Self.documents("<Message action=\"status?x=1\">1</Message>")).replies.first)
    #expect(reply.callback?.url == "https://hooks.test/inbound/status?x=1")
  }

  @Test("behaviour 25: at most 10 replies are sent")
  func manyReplies() async throws {
    let many = try await deliver(
      Self.documents(String(repeating: "<Message>x</Message>", count: 11)))
    #expect(many.replies.count == 10 && many.remarks.contains { $0.contains("14109") })
  }

  @Test("behaviour 25: a redirect is followed with the same fields, up to 50 documents")
  func redirects() async throws {
    let once = Self.documents("<Redirect>next</Redirect>", "<Message>Hi</Message>")
    #expect(try await deliver(once).replies.map(\.body) == ["Hi"])
    #expect(once.requests[1].url == "http://127.0.0.1:1/inbound/next")
    #expect(once.requests[0].body == once.requests[1].body)
    let loop = Self.documents("<Redirect/>")
    #expect(try await deliver(loop).remarks.contains { $0.contains("14106") })
    #expect(loop.requests.count == 50)
  }

  private static let answers: [(answer: ReceivedResponse, code: Int?)] = [
    (.answer(204), nil),
    (.answer(200, "<Response/>", headers: [("Content-Type", "text/xml")]), nil),
    (.answer(200, "<Response>", headers: [("Content-Type", "text/xml")]), 12100),
    (.answer(200, "{}", headers: [("Content-Type", "application/json")]), 12300),
    (.answer(302), 11216), (.answer(404), 11200), (.answer(500), 11200),
  ]

  @Test(
    "behaviour 26: each wrong response has a code, and the fallback is called once",
    arguments: answers)
  func wrongAnswers(_ row: (answer: ReceivedResponse, code: Int?)) async throws {
    let transport = FakeTransport { request, _ in
      .success(request.url.contains("fallback") ? .answer(204) : row.answer)
    }
    let alone = try await deliver(transport)
    #expect(alone.errorCode == row.code)
    let delivery = try await deliver(transport, fallbackURL: "https://fallback.test/sms")
    let fallbacks = transport.requests.filter { $0.url.contains("fallback") }
    #expect(fallbacks.count == (row.code == nil ? 0 : 1) && delivery.errorCode == nil)
    if let code = row.code, let body = fallbacks.first?.body {
      #expect(try FormBody(parsing: body)["ErrorCode"] == String(code))
    }
  }

  @Test("a redirect by HTTP is followed with GET, at most 10 times")
  func httpRedirects() async throws {
    let transport = FakeTransport { request, count in
      .success(
        count == 0
          ? .answer(302, headers: [("Location", "/inbound/other")])
          : .answer(200, "Hi", headers: [("Content-Type", "text/plain")]))
    }
    #expect(try await deliver(transport).replies.map(\.body) == ["Hi"])
    #expect(transport.requests[1].method == "GET")
    #expect(transport.requests[1].url.hasPrefix("http://127.0.0.1:1/inbound/other?"))
    let loop = FakeTransport { _, _ in
      .success(.answer(307, headers: [("Location", "/inbound/other")]))
    }
    #expect(try await deliver(loop).errorCode == 11215)
  }

  @Test("numbers are assigned in order, skipping those that are set")
  func numbers() {
    let numbers = SimulatorNumbers(
      webhooks: ["a", "b", "c"], explicit: [(number: "+15005550007", webhook: "c")])
    #expect(numbers.webhook(of: "+15005550006") == "a")
    #expect(numbers.webhook(of: "whatsapp:+15005550008") == "b")
    #expect(numbers.webhook(of: "+15005550007") == "c")
  }
}
