import FEEL
import JSON

/// The authentication of a webhook as OpenAPI security schemes.
///
/// Source: Camunda documentation, "HTTP Webhook connector"; OpenAPI 3.1, Security Scheme Object.
struct WebhookSecurity {
  /// The schemes by name; a request must satisfy all of them.
  private(set) var schemes: [(name: String, scheme: JSONValue)] = []
  /// Whether an authenticated sender can be rejected for a missing role.
  private(set) var hasRoles = false

  init(_ entry: WebhookEntry) {
    if entry.validatesSignature {
      addSignature(entry["inbound.hmacHeader"] ?? "signature")
    } else if entry.connectorType.contains("slack-webhook") {
      addSignature("X-Slack-Signature")
    }
    switch entry["inbound.auth.type"]?.uppercased() {
    case "BASIC": schemes.append(("basic", ["type": "http", "scheme": "basic"]))
    case "JWT":
      schemes.append(("jwt", ["type": "http", "scheme": "bearer", "bearerFormat": "JWT"]))
      hasRoles = true
    case "APIKEY": addKey(entry["inbound.auth.apiKeyLocator"])
    default: break
    }
  }

  /// The headers of the schemes in lowercase; these are not listed as parameters.
  package var headers: [String] {
    schemes.compactMap { $0.scheme["in"] == "header" ? $0.scheme["name"]?.string : nil }
      .map { $0.lowercased() }
  }

  /// The security requirement of an operation: all schemes together.
  var requirement: JSONValue {
    .object(schemes.map { ($0.name, [] as JSONValue) })
  }

  private mutating func addSignature(_ header: String) {
    let isTwilio = header.isTwilioSignatureHeader
    schemes.append(
      (
        isTwilio ? "twilioSignature" : Self.name("signature", header),
        [
          "type": "apiKey", "in": "header",
          "name": .string(isTwilio ? "X-Twilio-Signature" : header),
          "description": .string(
            isTwilio
              ? "Twilio's signature of the URL and the form, made with the auth token."
              : "An HMAC signature of the request, made with a shared secret."),
        ]
      ))
  }

  /// The key is in the place that the locator reads, by default after the first word of
  /// `Authorization`.
  private mutating func addKey(_ locator: String?) {
    var place: (in: String, name: String) = ("header", "Authorization")
    let text = locator.map { $0.hasPrefix("=") ? String($0.dropFirst()) : $0 } ?? ""
    // With a syntax error, which `feel/syntax` reports, the default place is used.
    if let path = (try? FEELExpression(parsing: text, functions: .connectors))?.variables
      .first(where: { $0.path.count == 3 && $0.path[0] == "request" })?.path
    {
      if path[1] == "headers" { place = ("header", path[2]) }
      if path[1] == "params" { place = ("query", path[2]) }
    }
    schemes.append(
      (
        Self.name("apiKey", place.name),
        ["type": "apiKey", "in": .string(place.in), "name": .string(place.name)]
      ))
  }

  /// A component name: letters, digits, `.`, `-` and `_`.
  private static func name(_ kind: String, _ detail: String) -> String {
    kind + "_" + OpenAPIName.component(detail)
  }
}
