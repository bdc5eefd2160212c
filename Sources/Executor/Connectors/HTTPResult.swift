import Engine
import JSON

/// A response as expressions see it: `status`, `headers`, `body`, `reason` and `document`.
///
/// Source: reference page connector-runtime, 1.4.
struct HTTPResult: Sendable {
  var json: JSONObject

  init(_ response: ReceivedResponse, format: HTTPInput.BodyFormat) {
    json = JSONObject([
      ("status", JSONValue(response.status)),
      ("headers", .object(Self.headers(response))),
      ("body", Self.body(response.body, format)),
      ("reason", response.reason.isEmpty ? .null : .string(response.reason)),
      ("document", .null),
    ])
  }

  /// Names as they were received; a repeated one has a list.
  private static func headers(_ response: ReceivedResponse) -> JSONObject {
    var object = JSONObject()
    for (name, value) in response.headers {
      let value = JSONValue.string(SecretHole.neutralizing(value))
      switch object[name] {
      case nil: object[name] = value
      case .array(let values): object[name] = .array(values + [value])
      case let first?: object[name] = .array([first, value])
      }
    }
    return object
  }

  private static func body(_ bytes: [UInt8], _ format: HTTPInput.BodyFormat) -> JSONValue {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let first = text.first(where: { !$0.isWhitespace }) else { return .null }
    if format == .automatic, first == "{" || first == "[",
      let value = try? JSONValue(parsing: bytes)
    {
      return SecretHole.neutralizing(value)
    }
    return .string(SecretHole.neutralizing(text))
  }
}
