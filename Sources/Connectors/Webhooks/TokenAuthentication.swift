import EngineProtocol
import FEEL
import HTTP
import JSON
import Text

/// Authenticates requests with a JSON Web Token as bearer token (RFC 6750, section 2.1).
///
/// Deliberate differences from the official runtime: a missing token and an unknown key are a 401.
struct TokenAuthentication: Sendable {
  /// The URL of the key set, with placeholders for secrets.
  let keysURL: String
  /// Reads the permissions from the token's payload.
  let permissions: ConnectorExpression?
  let required: [String]

  /// The key sets that a request needs, by URL.
  typealias KeySets = [String: SigningKeys.Keys]

  /// The token of a request; nil if it has none that can be read.
  static func token(in request: ServerRequest) -> JSONWebToken? {
    guard let header = request.header("authorization"),
      header.prefix(7).lowercased() == "bearer "
    else { return nil }
    return JSONWebToken(header.dropFirst(7).trimmed)
  }

  /// The key sets for a request, as far as it has a token.
  static func keySets(
    for request: ServerRequest, to elements: [CompiledWebhook], secrets: SecretResolver,
    _ keys: SigningKeys
  ) async -> KeySets {
    guard let token = token(in: request) else { return [:] }
    var sets: KeySets = [:]
    for element in elements {
      guard case .token(let authentication) = element.authentication else { continue }
      var resolver = secrets
      // A missing secret is reported when the token is checked.
      guard let url = try? resolver.resolve(authentication.keysURL), sets[url] == nil else {
        continue
      }
      sets[url] = await keys.keys(at: url, for: token)
    }
    return sets
  }

  /// - Parameter now: seconds since 1970.
  func check(
    _ request: ServerRequest, _ sets: KeySets, _ resolver: inout SecretResolver, now: Int64,
    in environment: FEELEnvironment
  ) throws(WebhookAuthentication.Refusal) {
    let url: String
    do { url = try resolver.resolve(keysURL) } catch { throw .missing(error) }
    guard let token = Self.token(in: request) else {
      throw .unauthorized("The token is missing or malformed.")
    }
    let keys: [JSONWebKey]
    switch sets[url] {
    case .success(let set)?: keys = set
    case .failure(let fault)?: throw .unavailable(resolver.mask.masking(fault.message))
    case nil: throw .unavailable("The key set was not requested.")
    }
    let candidates = keys.filter { token.keyID == nil || $0.id == token.keyID }
    guard candidates.contains(where: { $0.signed(token) }) else {
      throw .unauthorized(
        "The token is invalid.",
        detail: candidates.isEmpty ? "The key set does not contain its key." : nil)
    }
    if let problem = token.timeProblem(now) {
      throw .unauthorized("The token is invalid.", detail: "The reason: \(problem).")
    }
    let missing = required.filter { !granted(by: token, in: environment).contains($0) }
    if !missing.isEmpty { throw .forbidden("The token does not grant the required permissions.") }
  }

  private func granted(by token: JSONWebToken, in environment: FEELEnvironment) -> [String] {
    let payload = SecretHole.neutralizing(.object(token.payload)).object ?? JSONObject()
    // An expression that fails grants nothing.
    switch try? permissions?.evaluate(FEELContext(payload), in: environment) {
    case .array(let items)?: return items.compactMap(\.string)
    case .string(let text)?: return [text]
    default: return []
    }
  }
}
