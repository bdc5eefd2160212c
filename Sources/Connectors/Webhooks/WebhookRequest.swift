import EngineProtocol
import HTTP
import JSON
import Twilio

/// A request to a webhook. Each part of it is decoded when it is first asked for, and once.
struct WebhookRequest: Sendable {
  let request: ServerRequest
  /// The URL as the sender knows it, byte for byte, with its query.
  let url: String
  private var decodedForm: Result<FormBody, FormBody.Fault>?
  private(set) var decodedBody: Result<JSONValue, Fault>?

  /// Why a part cannot be decoded.
  struct Fault: Error {
    var status: Int
    var reason: String
  }

  init(_ request: ServerRequest, url: String) {
    self.request = request
    self.url = url
  }

  var method: String { request.method }

  func header(_ name: String) -> String? { request.header(name) }

  var isForm: Bool { request.mediaType == FormBody.mediaType }

  /// The pairs of a form body.
  mutating func form() throws(FormBody.Fault) -> FormBody {
    if let decodedForm { return try decodedForm.get() }
    let result = Result { () throws(FormBody.Fault) in try FormBody(parsing: request.body) }
    decodedForm = result
    return try result.get()
  }

  /// What expressions see as `request.body`.
  mutating func body() throws(Fault) -> JSONValue {
    if let decodedBody { return try decodedBody.get() }
    let result = Result { () throws(Fault) in SecretHole.neutralizing(try decodeBody()) }
    decodedBody = result
    return try result.get()
  }

  /// What expressions see of the request: `request`, `connectorData` and `documents`.
  ///
  /// Differences from the official runtime on purpose: form bodies are split before they are
  /// decoded and may carry a charset, and a malformed body is a 400.
  /// - Parameters:
  ///   - includesBody: without it the body is `{}`, as if none had come.
  ///   - includesQuery: without it the parameters are `{}` as well.
  mutating func payload(
    includesBody: Bool = true, includesQuery: Bool = true
  ) throws(Fault) -> JSONObject {
    let params: FormBody
    do { params = try FormBody(parsing: (includesQuery ? request.query : "").utf8) } catch {
      throw Fault(status: 400, reason: "The query cannot be read: \(error.message).")
    }
    var headers = JSONObject()
    for (name, value) in request.headers where headers[name.lowercased()] == nil {
      headers[name.lowercased()] = .string(value)
    }
    return JSONObject([
      (
        "request",
        .object([
          ("headers", SecretHole.neutralizing(.object(headers))),
          ("params", SecretHole.neutralizing(.object(params.json))),
          ("body", includesBody ? try body() : .object([])),
        ])
      ), ("connectorData", .object([])), ("documents", .array([])),
    ])
  }

  private mutating func decodeBody() throws(Fault) -> JSONValue {
    guard !request.body.isEmpty else { return .object([]) }
    if isForm {
      do {
        let form = try form()
        // Twilio does not sign the order, which must not choose between values of one name.
        let isTwilio = header(TwilioSignature.header) != nil
        return .object((isTwilio ? TwilioSignature.signed(form) : form).json)
      } catch {
        throw Fault(status: 400, reason: "The form body cannot be read: \(error.message).")
      }
    }
    let type = request.mediaType
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
}
