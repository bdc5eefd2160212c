import Connectors
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

  private let store: SimulatorStore

  init() throws { store = try SimulatorStore(DataFile()) }

  /// - Parameter now: milliseconds since 1970.
  func send(
    _ method: String, _ target: String, _ form: [(String, String)] = [],
    credentials: String? = "AC1:token", now: Int64 = 0
  ) async throws -> (status: Int, json: JSONValue) {
    var headers: [(name: String, value: String)] = []
    if let credentials { headers.append(("Authorization", "Basic \(credentials.utf8.base64)")) }
    let response = try await TwilioAPI(
      store: store, numbers: ServedNumbers(ServedWebhooks(WebhookTable())), now: { now },
      log: .silent
    ).respond(
      to: ServerRequest(
        method: method, target: target, headers: headers, body: Array(FormBody(form).text.utf8)))
    let json = response.body.isEmpty ? .null : try JSONValue(parsing: response.body)
    return (response.status, json)
  }

  /// The path of the message in a response.
  static func path(of message: JSONValue) throws -> String {
    "/2010-04-01/Accounts/AC1/Messages/\(try #require(message["sid"]?.string)).json"
  }
}
