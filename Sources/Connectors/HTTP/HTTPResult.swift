import EngineProtocol
import HTTP
import JSON

/// A response as expressions see it: `status`, `headers`, `body`, `reason` and `document`.
struct HTTPResult: Sendable {
  var json: JSONObject

  /// - Throws: an input error for a body that is not what `format` asks for.
  init(_ response: ReceivedResponse, format: HTTPInput.BodyFormat) throws(ConnectorError) {
    json = JSONObject([
      ("status", JSONValue(response.status)),
      ("headers", .object(Self.headers(response))),
      ("body", try Self.body(response.body, format)),
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

  private static func body(
    _ bytes: [UInt8], _ format: HTTPInput.BodyFormat
  ) throws(ConnectorError) -> JSONValue {
    switch format {
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
          "The body of the answer is not JSON, which documentReturnFormat asks for: \(error.message)"
            + " at byte \(error.offset).")
      }
    case .text(let charset):
      guard let text = charset.text(bytes) else {
        throw .input(
          "The body of the answer is not text in the encoding that documentReturnFormat names.")
      }
      return .string(SecretHole.neutralizing(text))
    }
  }
}
