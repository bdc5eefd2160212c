import Connectors
import ExecutorTestSupport
import HTTP
import JSON
import Storage
import Testing

@testable import TwilioSimulator

/// Twilio's API of a simulated account, with a time set by the test.
struct SimulatedAccount {
  static let path = "/2010-04-01/Accounts/AC1/Messages.json"
  /// A message without content.
  static let message = [("To", "+4915112345678"), ("From", "+15005550006")]
  static let service = "MG0123456789abcdef0123456789ABCDEF"
  static let fromService = [
    ("To", "+4915112345678"), ("MessagingServiceSid", service), ("Body", "x"),
  ]

  static let secrets = FakeSecrets([
    "TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "token", "TWILIO_TEST_ACCOUNT_SID": "AC2",
    "TWILIO_TEST_AUTH_TOKEN": "test", "TWILIO_API_KEY_SID": key, "TWILIO_API_KEY_SECRET": "secret",
  ])
  static let key = "SK" + String(repeating: "0", count: 32)

  let store: SimulatorStore
  let numbers: ServedNumbers

  init() throws {
    store = try SimulatorStore(DataFile())
    numbers = ServedNumbers(ServedWebhooks(WebhookTable()), others: ["+15005550007"])
  }

  /// - Parameter now: milliseconds since 1970.
  func send(
    _ method: String, _ target: String, _ form: [(String, String)] = [],
    credentials: String? = "AC1:token", now: Int64 = 0
  ) async throws -> (status: Int, json: JSONValue) {
    let response = try await response(
      method, target, Array(FormBody(form).text.utf8), credentials, now: now)
    let json = response.body.isEmpty ? .null : try JSONValue(parsing: response.body)
    return (response.status, json)
  }

  /// Sends JSON with the auth token.
  func send(
    _ method: String, _ target: String, json: JSONValue
  ) async throws -> (status: Int, json: JSONValue) {
    let response = try await response(method, target, Array(json.text().utf8), "AC1:token", now: 0)
    return (response.status, try JSONValue(parsing: response.body))
  }

  /// Where the response to a GET request redirects to.
  func location(_ target: String) async throws -> String? {
    try await response("GET", target, [], "AC1:token", now: 5000).header("location")
  }

  private func response(
    _ method: String, _ target: String, _ body: [UInt8], _ credentials: String?, now: Int64
  ) async throws -> ServerResponse {
    var headers: [(name: String, value: String)] = []
    if let credentials { headers.append(("Authorization", "Basic \(credentials.utf8.base64)")) }
    return try await TwilioAPI(
      store: store, numbers: numbers, now: { now }, credentials: SimulatorCredentials(Self.secrets)
    ).respond(to: ServerRequest(method: method, target: target, headers: headers, body: body))
  }

  /// The requests for the status of messages up to a time.
  func callbacks(
    until now: Int64, _ transport: FakeTransport = FakeTransport()
  ) async throws -> [FormBody] {
    try await Carrier(store: store, numbers: numbers).advance(to: now)
    try await CallbackQueue(store, caller(transport), log: .silent).makeAll()
    return try transport.requests.map { try FormBody(parsing: $0.body ?? []) }
  }

  /// Delivers a text to a number.
  func receive(
    _ text: TextMessage, _ transport: FakeTransport
  ) async throws -> IncomingMessages.Delivery {
    let caller = caller(transport)
    return try await IncomingMessages(
      store: store, webhooks: caller.webhooks, numbers: numbers, secrets: Self.secrets,
      caller: caller, account: "AC1", fallbackURL: nil, now: { 0 }
    ).receive(text)
  }

  /// What calls URLs of `hooks.test`.
  func caller(_ transport: any HTTPTransport) -> WebhookCaller {
    WebhookCaller(
      store: store, webhooks: ServedWebhooks(WebhookTable()), secrets: Self.secrets,
      credentials: SimulatorCredentials(Self.secrets), transport: transport,
      destination: Destination(
        isLive: false, allowedHosts: [AllowedHost("hooks.test"), AllowedHost("127.0.0.1")]),
      origin: "http://127.0.0.1:1", publicURL: "https://public.test", now: { 0 })
  }

  /// The path of the message in a response.
  static func path(of message: JSONValue) throws -> String {
    "/2010-04-01/Accounts/AC1/Messages/\(try #require(message["sid"]?.string)).json"
  }
}
