import HTTP
import JSON

/// How a request authenticates.
enum HTTPAuthentication: Sendable {
  case none
  case basic(username: String, password: String)
  case bearer(token: String)
  case apiKeyHeader(name: String, value: String)
  case apiKeyQuery(name: String, value: String)
  /// An access token that is requested first.
  case oauth(OAuthClient)

  /// The value that templates use for an empty password.
  private static let emptyPassword = "SPEC_PASSWORD_EMPTY_PATTERN"

  init(_ binding: VariableBinding) throws(ConnectorError) {
    guard let object = try binding.object("authentication") else {
      self = .none
      return
    }
    let fields = VariableBinding(object, in: "authentication")
    func required(_ name: String) throws(ConnectorError) -> String {
      guard let text = try fields.text(name), !text.isEmpty else {
        throw .input("The variable authentication.\(name) is missing or empty.")
      }
      return text
    }
    switch try fields.text("type") {
    case nil, "noAuth": self = .none
    case "basic":
      let password = try fields.text("password") ?? ""
      self = .basic(
        username: try required("username"),
        password: password == Self.emptyPassword ? "" : password)
    case "bearer": self = .bearer(token: try required("token"))
    case "apiKey":
      let (name, value) = (try required("name"), try required("value"))
      switch try required("apiKeyLocation").lowercased() {
      case "headers": self = .apiKeyHeader(name: name, value: value)
      case "query": self = .apiKeyQuery(name: name, value: value)
      case let place:
        throw .input(
          "The variable authentication.apiKeyLocation is '\(place)'; it must be headers or query.")
      }
    case "oauth-client-credentials-flow":
      self = .oauth(
        OAuthClient(
          endpoint: try required("oauthTokenEndpoint"), id: try required("clientId"),
          secret: try required("clientSecret"), audience: try fields.text("audience") ?? "",
          scopes: try fields.text("scopes") ?? "",
          placement: try Self.placement(try fields.text("clientAuthentication"))))
    case let type?:
      throw .input(
        "The authentication type '\(type)' is not supported; use basic, bearer, apiKey, "
          + "oauth-client-credentials-flow or noAuth.")
    }
  }

  private static func placement(
    _ text: String?
  ) throws(ConnectorError) -> OAuthClient.Placement {
    guard let text, !text.isEmpty else { return .header }
    guard let placement = OAuthClient.Placement(rawValue: text) else {
      throw .input(
        "The variable authentication.clientAuthentication is '\(text)'; it must be "
          + OAuthClient.Placement.allCases.map(\.rawValue).joined(separator: " or ") + ".")
    }
    return placement
  }

  /// The header to add.
  var header: (name: String, value: String)? {
    switch self {
    case .none, .apiKeyQuery, .oauth: nil
    case .basic(let username, let password):
      ("Authorization", "Basic " + "\(username):\(password)".utf8.base64)
    case .bearer(let token): ("Authorization", "Bearer \(token)")
    case .apiKeyHeader(let name, let value): (name, value)
    }
  }

  /// The client that requests an access token.
  var oauthClient: OAuthClient? { if case .oauth(let client) = self { client } else { nil } }

  /// Values that must be kept secret.
  var credentials: [String] {
    switch self {
    case .none: []
    case .apiKeyQuery(_, let value): [value]
    case .oauth(let client): [client.secret, client.authorization]
    case .basic, .bearer, .apiKeyHeader: header.map { [$0.value] } ?? []
    }
  }

  /// The names of the added headers, in lower case.
  var headerNames: Set<String> { Set(header.map { [$0.name.lowercased()] } ?? []) }
}
