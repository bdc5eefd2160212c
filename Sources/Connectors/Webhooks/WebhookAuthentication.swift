import EngineProtocol
import FEEL
import FoundationEssentials
import HTTP
import JSON
import Text

/// Authenticates a request by its credentials.
enum WebhookAuthentication: Sendable {
  case none
  /// With placeholders for secrets.
  case basic(username: String, password: String)
  case apiKey(key: String, locator: ConnectorExpression?)
  case token(TokenAuthentication)

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
    case .token(let url, let permissions, let required):
      do {
        self = .token(
          TokenAuthentication(
            keysURL: SecretHole.marking(url),
            permissions: try permissions.map { (text) throws(ConnectorError) in
              try ConnectorExpression(text, name: "permissionsExpression")
            }, required: required))
      } catch {
        throw WebhookFault(element: route.label, message: error.message)
      }
    }
  }

  /// Why a request is rejected.
  enum Refusal: Error {
    case missing(MissingSecret)
    /// The request cannot be decoded as far as needed to find the credentials.
    case unreadable(WebhookRequest.Fault)
    /// - Parameter detail: the reason for the log only.
    case unauthorized(String, detail: String? = nil)
    /// The caller is known, but may not do this.
    case forbidden(String)
    /// What is needed to check the credentials is not available.
    case unavailable(String)
  }

  /// What tokens are checked with.
  struct Verification: Sendable {
    var keySets: TokenAuthentication.KeySets = [:]
    /// Seconds since 1970.
    var now: Int64 = 0
  }

  /// Authenticates a request, and masks its credentials: readers of an instance's variables must
  /// not be able to send requests.
  /// - Throws: why the request is rejected.
  func check(
    _ request: inout WebhookRequest, _ resolver: inout SecretResolver,
    _ verification: Verification, in environment: FEELEnvironment
  ) throws(Refusal) {
    switch self {
    case .none: return
    case .basic(let username, let password):
      let expected = try Self.resolve("\(username):\(password)", &resolver)
      guard let given = Self.basicCredentials(request),
        isEqualInConstantTime(given, expected.utf8)
      else { throw .unauthorized("The credentials are missing or wrong.") }
      hideAuthorization(of: request, &resolver)
    case .apiKey(let key, let locator):
      let expected = try Self.resolve(key, &resolver)
      let given = try Self.key(in: &request, locator, resolver.mask, environment)
      guard !expected.isEmpty, isEqualInConstantTime(given.utf8, expected.utf8) else {
        throw .unauthorized("The API key is wrong.")
      }
      resolver.hide(secret: given)
      if locator == nil { hideAuthorization(of: request, &resolver) }
    case .token(let authentication):
      try authentication.check(
        request.request, verification.keySets, &resolver, now: verification.now, in: environment)
      hideAuthorization(of: request, &resolver)
    }
  }

  private static func resolve(
    _ text: String, _ resolver: inout SecretResolver
  ) throws(Refusal) -> String {
    do { return try resolver.resolve(text) } catch { throw .missing(error) }
  }

  /// Masks the whole header, and its second part wherever it occurs.
  private func hideAuthorization(of request: WebhookRequest, _ resolver: inout SecretResolver) {
    let header = request.header("authorization") ?? ""
    resolver.hide(secret: header)
    resolver.hide(secret: header.drop { $0 != " " }.trimmed)
  }

  private static func basicCredentials(_ request: WebhookRequest) -> [UInt8]? {
    guard let header = request.header("authorization"), header.lowercased().hasPrefix("basic ")
    else { return nil }
    return Data(base64Encoded: header.dropFirst("basic ".count).trimmed).map(Array.init)
  }

  /// The API key of a request; decodes no more of the request than the locator needs.
  private static func key(
    in request: inout WebhookRequest, _ locator: ConnectorExpression?, _ mask: SecretMask,
    _ environment: FEELEnvironment
  ) throws(Refusal) -> String {
    guard let locator else {
      // The second part of `Bearer KEY` and the like.
      let parts = request.header("authorization")?.split(separator: " ") ?? []
      guard parts.count > 1 else { throw .unauthorized("The API key is missing.") }
      return String(parts[1])
    }
    let payload: JSONObject
    do {
      payload = try request.payload(
        includesBody: locator.reads("body"), includesQuery: locator.reads("params"))
    } catch {
      throw .unreadable(error)
    }
    let value: JSONValue
    do { value = try locator.evaluate(FEELContext(payload), in: environment) } catch {
      throw .unauthorized("The API key is missing.", detail: mask.masking(error.message))
    }
    guard let key = value.string, !key.isEmpty else {
      throw .unauthorized(
        "The API key is missing.",
        detail: "The expression apiKeyLocator returned \(value.kindName) instead of a string.")
    }
    return key
  }
}

extension ConnectorExpression {
  /// Whether the expression may read a part of `request`, such as `body`.
  fileprivate func reads(_ part: String) -> Bool {
    variables.contains { variable in
      variable.path.first == "request" && (variable.path.count == 1 || variable.path[1] == part)
    }
  }
}
