import Engine
import JSON

/// What expressions see of a request: `request`, `connectorData` and `documents`.
///
/// Source: reference page connector-runtime, 3.2. Differences on purpose: form bodies are split
/// before they are decoded and may carry a charset, and a malformed body is a 400.
struct WebhookPayload: Sendable {
  var json: JSONObject

  struct Fault: Error {
    var status: Int
    var reason: String
  }

  init(_ request: ServerRequest) throws(Fault) {
    let params: FormBody
    do { params = try FormBody(parsing: request.query.utf8) } catch {
      throw Fault(status: 400, reason: "The query cannot be read: \(error.message).")
    }
    var headers = JSONObject()
    for (name, value) in request.headers where headers[name.lowercased()] == nil {
      headers[name.lowercased()] = .string(value)
    }
    let value = JSONValue.object([
      ("headers", .object(headers)), ("params", .object(params.json)),
      ("body", try Self.body(request)),
    ])
    json = JSONObject([
      ("request", SecretHole.neutralizing(value)), ("connectorData", .object([])),
      ("documents", .array([])),
    ])
  }

  private static func body(_ request: ServerRequest) throws(Fault) -> JSONValue {
    guard !request.body.isEmpty else { return .object([]) }
    let type = request.mediaType
    if type == FormBody.mediaType {
      do { return .object(try FormBody(parsing: request.body).json) } catch {
        throw Fault(status: 400, reason: "The form body cannot be read: \(error.message).")
      }
    }
    if type == "multipart/form-data" {
      throw Fault(status: 415, reason: "Bodies of type multipart/form-data are not supported.")
    }
    guard let text = String(validating: request.body, as: UTF8.self) else {
      throw Fault(status: 400, reason: "The body is not UTF-8.")
    }
    if type.hasSuffix("/xml") || type.hasSuffix("+xml") { return .string(text) }
    do { return try JSONValue(parsing: request.body) } catch {
      if type.hasPrefix("text/") { return .string(text) }
      throw Fault(
        status: 400, reason: "The body is no JSON: \(error.message), at byte \(error.offset).")
    }
  }

  /// The id that Twilio gives a message: the same in every retry of its delivery.
  var messageSID: String? {
    let request = json["request"]
    return (request?["body"]?["MessageSid"] ?? request?["params"]?["MessageSid"])?.string
  }

  /// What tells the deliveries of Twilio apart: retries of one have the same.
  var deliveryID: String? {
    let request = json["request"]
    if let token = request?["headers"]?["i-twilio-idempotency-token"]?.string { return token }
    guard let messageSID else { return nil }
    // A message's status callbacks have its id too.
    let field = { (name: String) in
      (request?["body"]?[name] ?? request?["params"]?[name])?.string ?? ""
    }
    return "\(messageSID) \(field("MessageStatus")) \(field("SmsStatus"))"
  }
}
