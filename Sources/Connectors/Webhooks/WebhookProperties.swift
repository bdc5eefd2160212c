import FEEL
import JSON

/// The settings of a webhook that its entry in a bundle stores as raw properties of the element.
struct WebhookProperties {
  private let properties: JSONValue?

  init(_ entry: JSONValue) {
    properties = entry["properties"]
  }

  /// The entry with these settings as members.
  func expand(_ entry: JSONValue) -> JSONValue {
    guard properties != nil, var entry = entry.object else { return entry }
    entry["verificationExpression"] = self["inbound.verificationExpression"]
    entry["responseExpression"] = self["inbound.responseExpression"]
    entry["consumeUnmatchedEvents"] = self["consumeUnmatchedEvents"]
    entry["synchronousResponse"] = self["synchronousResponse"]
    if self["inbound.auth.type"] != nil {
      entry["authentication"] = .object(
        ["type", "username", "password", "apiKey", "apiKeyLocator"].compactMap { name in
          self["inbound.auth.\(name)"].map { (name, $0) }
        })
    }
    if var hmac = entry["hmac"]?.object, let scopes = self["inbound.hmacScopes"]?.string {
      hmac["scopes"] = .array(Self.scopes(scopes).map(JSONValue.string))
      entry["hmac"] = .object(hmac)
    }
    return .object(entry)
  }

  private subscript(name: String) -> JSONValue? { properties?[name] }

  /// `=["url","body"]`, or `url,body` as older templates write it. Anything else becomes a scope
  /// name, which `WebhookSignature` then rejects.
  private static func scopes(_ text: String) -> [String] {
    guard let value = try? ZeebeExpression(text).evaluate(FEELContext()).value,
      case .list(let items) = value
    else { return text.split(separator: ",").map { $0.filter { !$0.isWhitespace } } }
    return items.map { if case .string(let scope) = $0 { scope } else { "\($0)" } }
  }
}
