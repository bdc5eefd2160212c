import FEEL
import JSON

/// How a webhook wants requests to prove who sends them, as OpenAPI's security schemes.
///
/// Source: reference page connector-runtime, 3.4 and 3.5.
struct WebhookSecurity {
  /// The schemes by name; all of them are asked at once.
  private(set) var schemes: [(name: String, scheme: JSONValue)] = []
  /// Whether a known sender may be refused for lack of a role.
  private(set) var hasRoles = false

  init(_ entry: WebhookEntry) {
    if entry.json["hmac"]?["enabled"]?.bool == true {
      addSignature(entry.json["hmac"]?["header"]?.string ?? "signature")
    } else if entry.connectorType.contains("slack-webhook") {
      addSignature("X-Slack-Signature")
    }
    switch entry.json["authentication"]?.string?.uppercased() {
    case "BASIC": schemes.append(("basic", ["type": "http", "scheme": "basic"]))
    case "JWT":
      schemes.append(("jwt", ["type": "http", "scheme": "bearer", "bearerFormat": "JWT"]))
      hasRoles = true
    case "APIKEY": addKey(entry.property("inbound.auth.apiKeyLocator"))
    default: break
    }
  }

  /// The headers that stand in a scheme and so in no parameter, in lower case.
  package var headers: [String] {
    schemes.compactMap { $0.scheme["in"] == "header" ? $0.scheme["name"]?.string : nil }
      .map { $0.lowercased() }
  }

  /// The requirement of an operation: nothing, or all schemes together.
  var requirement: JSONValue {
    .object(schemes.map { ($0.name, [] as JSONValue) })
  }

  private mutating func addSignature(_ header: String) {
    let isTwilio = header.lowercased() == "x-twilio-signature"
    schemes.append(
      (
        isTwilio ? "twilioSignature" : Self.name("signature", header),
        [
          "type": "apiKey", "in": "header",
          "name": .string(isTwilio ? "X-Twilio-Signature" : header),
          "description": .string(
            isTwilio
              ? "Computed by Twilio with the auth token over the URL and the form."
              : "A signature (HMAC) of the request, computed with a shared secret."),
        ]
      ))
  }

  /// The key stands where the locator reads it; without one, behind the first word of
  /// `Authorization`.
  private mutating func addKey(_ locator: String?) {
    var place: (in: String, name: String) = ("header", "Authorization")
    let text = locator.map { $0.hasPrefix("=") ? String($0.dropFirst()) : $0 } ?? ""
    // Of an expression that can't be read, which `feel/syntax` reports, the usual place is shown.
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

  /// A name of a component: letters, digits, `.`, `-` and `_`.
  private static func name(_ kind: String, _ detail: String) -> String {
    kind + "_" + OpenAPIName.component(detail)
  }
}
