import FoundationEssentials
import HTTP
package import Secrets
import Text

/// Who may use Twilio's API of the simulator: those who know the project's auth token or API key.
///
/// The simulator cannot know which account a token belongs to, so every account SID is accepted
/// with it. The test credentials belong to an account of their own.
package struct SimulatorCredentials: Sendable {
  /// The secrets with which every project can use the simulator.
  package static let (account, token) = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN")
  package static let (testAccount, testToken) = (
    "TWILIO_TEST_ACCOUNT_SID", "TWILIO_TEST_AUTH_TOKEN"
  )
  private static let (keyID, keySecret) = ("TWILIO_API_KEY_SID", "TWILIO_API_KEY_SECRET")

  private let secrets: any SecretProvider
  private let names: @Sendable () -> Set<String>

  /// What a request may do.
  enum Access: Sendable {
    case live
    /// Test credentials: requests are checked, but change nothing and send nothing.
    case test
  }

  /// - Parameter names: the secrets that the project uses.
  package init(
    _ secrets: any SecretProvider, names: @escaping @Sendable () -> Set<String> = { [] }
  ) {
    self.secrets = secrets
    self.names = names
  }

  /// Checks the credentials of a request.
  /// - Parameter account: the account SID in the path; nil if the path has none.
  /// - Returns: the account, and what the request may do.
  func access(
    _ request: ServerRequest, to account: String?
  ) throws(TwilioError) -> (account: String, access: Access) {
    let refusal = TwilioError(
      .unauthorized,
      "Authenticate: the simulator accepts an account SID, which must be the one in the path, with "
        + "the auth token of the project's secrets, and API keys of the project's secrets. Without "
        + "secrets, these are the account SID \(SimulatedSecrets.accountSID) and the secret "
        + "\(Self.token) of GET /simulator/account.")
    guard let (user, password) = Self.basic(request.header("authorization")) else { throw refusal }
    let isKey = user.isTwilioSID("SK")
    let account = account ?? (isKey ? value(Self.account) : user) ?? ""
    if value(Self.testAccount) == account {
      guard user == account, isValue(Self.testToken, password) else { throw refusal }
      return (account, .test)
    }
    if isKey {
      guard isValue(Self.keyID, user) || known.contains(where: { isValue($0, user) }),
        isValue(Self.keySecret, password) || known.contains(where: { isValue($0, password) })
      else { throw refusal }
      return (account, .live)
    }
    guard user == account,
      isValue(Self.token, password) || known.contains(where: { isValue($0, password) })
    else { throw refusal }
    return (account, .live)
  }

  /// The user name and password of an `Authorization` header; nil unless both are given.
  private static func basic(_ header: String?) -> (user: String, password: String)? {
    guard let header, header.lowercased().hasPrefix("basic "),
      let bytes = Data(base64Encoded: header.dropFirst(6).trimmed)
    else { return nil }
    let parts = String(decoding: bytes, as: UTF8.self)
      .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    return (String(parts[0]), String(parts[1]))
  }

  private var known: [String] { names().sorted().filter { !$0.uppercased().contains("TEST") } }

  /// The account SID of the project, which is not secret.
  var accountSID: String {
    value(Self.account).flatMap { $0.isTwilioSID("AC") ? $0 : nil } ?? SimulatedSecrets.accountSID
  }

  private func value(_ name: String) -> String? {
    // A source that fails has no such credentials; the request is then rejected.
    try? secrets.secret(named: name)?.withValue { $0 }
  }

  private func isValue(_ name: String, _ text: String) -> Bool {
    guard let value = value(name), !value.isEmpty else { return false }
    return isEqualInConstantTime(value.utf8, text.utf8)
  }

  /// The auth token if it is a simulated value, which is not secret.
  var simulatedToken: String? {
    let simulated = SimulatedSecrets().secret(named: Self.token)?.withValue { $0 }
    return value(Self.token) == simulated ? simulated : nil
  }

  /// The primary auth token, with which webhook requests are signed; nil if there is none.
  var authToken: String? { value(Self.token) }
}
