import EngineProtocol
import HTTP
import JSON

/// A response as expressions see it: `status`, `headers`, `body`, `reason` and `document`.
struct HTTPResult: Sendable {
  var json: JSONObject

  /// - Throws: an input error for a body that does not have the requested format.
  init(_ response: ReceivedResponse, format: HTTPInput.BodyFormat) throws(ConnectorError) {
    json = JSONObject([
      ("status", JSONValue(response.status)),
      ("headers", .object(Self.headers(response))),
      ("body", try Self.body(response.body, format)),
      ("reason", response.reason.isEmpty ? .null : .string(response.reason)),
      ("document", .null),
    ])
  }

  /// Header names as received; a repeated header becomes a list.
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

  private static func body(
    _ bytes: [UInt8], _ format: HTTPInput.BodyFormat
  ) throws(ConnectorError) -> JSONValue {
    switch format {
    case .document: return .null
    case .automatic:
      let text = String(decoding: bytes, as: UTF8.self)
      guard let first = text.first(where: { !$0.isWhitespace }) else { return .null }
      // What only looks like JSON is text.
      if first == "{" || first == "[", let value = try? JSONValue(beginning: bytes) {
        return SecretHole.neutralizing(value)
      }
      return .string(SecretHole.neutralizing(text))
    case .json:
      do { return SecretHole.neutralizing(try JSONValue(beginning: bytes)) } catch {
        throw .input(
          "The response body is not JSON, as documentReturnFormat requires: \(error.message)"
            + " at byte \(error.offset).")
      }
    case .text(let charset):
      guard let text = charset.text(bytes) else {
        throw .input(
          "The response body is not text in the encoding set by documentReturnFormat.")
      }
      return .string(SecretHole.neutralizing(text))
    }
  }
}
