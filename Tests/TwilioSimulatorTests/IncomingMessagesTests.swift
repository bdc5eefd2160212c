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
    _ transport: FakeTransport, fallbackURL: String? = nil, method: String? = nil,
    methods: Set<String> = []
  ) async throws -> IncomingMessages.Delivery {
    var route = WebhookRoute(id: "sms", kind: .start, processID: "p", elementID: "s")
    route.methods = methods
    let table = try WebhookTable([route], secrets: FakeSecrets())
    let webhooks = ServedWebhooks(table)
    return try await IncomingMessages(
      store: store, webhooks: webhooks, numbers: ServedNumbers(webhooks), secrets: FakeSecrets(),
      transport: transport,
      destination: Destination(isLive: false, allowedHosts: ["fallback.test"]), account: "AC1",
      origin: "http://127.0.0.1:1", publicURL: "https://hooks.test", fallbackURL: fallbackURL,
      now: { 0 }
    ).receive(
      TextMessage("a&b", from: "+4915112345678", to: "+15005550006"), method: method)
  }

  private static func fails(timeout: Bool, times: Int) -> FakeTransport {
    FakeTransport { _, count in
      count < times
        ? .failure(TransportFailure(wasSent: false, isTimeout: timeout, message: "No luck."))
        : .success(.answer(200))
    }
  }

  @Test("an incoming message is in the lists of every account, a sent one only in its own")
  func account() async throws {
    let received = try await deliver(Self.fails(timeout: false, times: 0)).message
    try await store.add(
      TwilioMessage(
        sid: "SM2", account: "AC2", from: "+15005550006", to: "+4915112345678",
        messagingService: nil, body: "x", direction: .outboundAPI, created: 0))
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

  @Test("a fallback URL on another host is rejected without --live")
  func foreignFallback() async throws {
    await #expect(throws: ConnectorError.self) {
      try await deliver(FakeTransport(500), fallbackURL: "https://elsewhere.test/")
    }
  }

  @Test("a webhook that only accepts GET gets the fields in the query")
  func get() async throws {
    let transport = FakeTransport()
    _ = try await deliver(transport, methods: ["GET"])
    let request = try #require(transport.requests.first)
    #expect(request.method == "GET" && request.body == nil)
    #expect(request.url.contains("Body=a%26b"))
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
