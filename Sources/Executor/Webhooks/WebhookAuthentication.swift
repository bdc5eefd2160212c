import Engine
import FEEL
import FoundationEssentials
import JSON

/// Checks who sent a request by what it brings along (reference page connector-runtime, 3.4).
enum WebhookAuthentication: Sendable {
  case none
  /// With holes for secrets.
  case basic(username: String, password: String)
  case apiKey(key: String, locator: ConnectorExpression?)

  init(_ route: WebhookRoute) throws(WebhookFault) {
    switch route.authentication {
    case .none: self = .none
    case .basic(let username, let password):
      self = .basic(
        username: SecretHole.marking(username), password: SecretHole.marking(password))
    case .apiKey(let key, let locator):
      do {
        self = .apiKey(
          key: SecretHole.marking(key),
          locator: try locator.map { (text) throws(ConnectorError) in
            try ConnectorExpression(text, name: "apiKeyLocator")
          })
      } catch {
        throw WebhookFault(element: route.label, message: error.message)
      }
    }
  }

  /// Whether the request may pass.
  ///
  /// - Parameter payload: what the locator of an API key sees; its body is parsed for that only.
  func accepts(
    _ request: ServerRequest, payload: JSONObject, _ resolver: inout SecretResolver,
    in environment: FEELEnvironment
  ) throws(MissingSecret) -> Bool {
    switch self {
    case .none: return true
    case .basic(let username, let password):
      let expected = "\(try resolver.resolve(username)):\(try resolver.resolve(password))"
      guard let credentials = Self.basicCredentials(request) else { return false }
      return isEqualInConstantTime(credentials, expected.utf8)
    case .apiKey(let key, let locator):
      let expected = try resolver.resolve(key)
      let given: String?
      if let locator {
        given = (try? locator.evaluate(payload, in: environment))?.string
      } else {
        // `Bearer KEY` and the like: the second word.
        let words = request.header("authorization")?.split(separator: " ") ?? []
        given = words.count > 1 ? String(words[1]) : nil
      }
      guard let given, !expected.isEmpty else { return false }
      return isEqualInConstantTime(given.utf8, expected.utf8)
    }
  }

  private static func basicCredentials(_ request: ServerRequest) -> [UInt8]? {
    guard let header = request.header("authorization"), header.lowercased().hasPrefix("basic ")
    else { return nil }
    return Data(base64Encoded: header.dropFirst("basic ".count).trimmed).map(Array.init)
  }
}
