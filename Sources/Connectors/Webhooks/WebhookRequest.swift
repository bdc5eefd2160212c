import EngineProtocol
import HTTP
import JSON
import Twilio

/// A request to a webhook. Its parts are decoded lazily and at most once.
struct WebhookRequest: Sendable {
  let request: ServerRequest
  /// The URL as the sender sees it, byte for byte, including the query.
  let url: String
  private var decodedForm: Result<FormBody, FormBody.Fault>?
  /// The parts of a decoded multipart body, which become documents.
  private(set) var parts: [MultipartBody.Part] = []
  private(set) var decodedBody: Result<JSONValue, Fault>?
  private(set) var decodedQuery: Result<JSONValue, Fault>?
  private lazy var headers = headerValues()

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

  /// The body as expressions see it in `request.body`.
  mutating func body() throws(Fault) -> JSONValue {
    if let decodedBody { return try decodedBody.get() }
    let result: Result<JSONValue, Fault>
    do { result = .success(SecretHole.neutralizing(try decodeBody())) } catch {
      result = .failure(error)
    }
    decodedBody = result
    return try result.get()
  }

  /// The payload that expressions see: `request`, `connectorData` and `documents`.
  ///
  /// Deliberate differences from the official runtime: form bodies are split before decoding and
  /// may declare a charset, and a malformed body is a 400.
  /// - Parameters:
  ///   - includesBody: if false, the body is `{}`.
  ///   - includesQuery: if false, the query parameters are `{}`.
  mutating func payload(
    includesBody: Bool = true, includesQuery: Bool = true
  ) throws(Fault) -> JSONObject {
    let params = includesQuery ? try query() : .object([])
    return JSONObject([
      (
        "request",
        .object([
          ("headers", headers), ("params", params),
          ("body", includesBody ? try body() : .object([])),
        ])
      ), ("connectorData", .object([])), ("documents", .array([])),
    ])
  }

  private func headerValues() -> JSONValue {
    var headers = JSONObject()
    for (name, value) in request.headers where headers[name.lowercased()] == nil {
      headers[name.lowercased()] = .string(value)
    }
    return SecretHole.neutralizing(.object(headers))
  }

  /// What expressions see as `request.params`.
  private mutating func query() throws(Fault) -> JSONValue {
    if let decodedQuery { return try decodedQuery.get() }
    let query = request.query
    let result = Result { () throws(Fault) in
      do throws(FormBody.Fault) {
        return SecretHole.neutralizing(.object(try FormBody(parsing: query.utf8).json))
      } catch {
        throw Fault(status: 400, reason: "The query is malformed: \(error.message).")
      }
    }
    decodedQuery = result
    return try result.get()
  }

  private mutating func decodeBody() throws(Fault) -> JSONValue {
    guard !request.body.isEmpty else { return .object([]) }
    if isForm {
      do {
        let form = try form()
        // Twilio does not sign the order, so the order must not choose between values of one name.
        let isTwilio = header(TwilioSignature.header) != nil
        return .object((isTwilio ? TwilioSignature.signed(form) : form).json)
      } catch {
        throw Fault(status: 400, reason: "The form body is malformed: \(error.message).")
      }
    }
    let type = request.mediaType
    if type == "multipart/form-data" {
      do { parts = try MultipartBody(request).parts } catch {
        throw Fault(status: 400, reason: "The multipart body is malformed: \(error.message).")
      }
      return .object([])
    }
    guard let text = String(validating: request.body, as: UTF8.self) else {
      throw Fault(status: 400, reason: "The body is not UTF-8.")
    }
    if type.hasSuffix("/xml") || type.hasSuffix("+xml") { return .string(text) }
    do { return try JSONValue(parsing: request.body) } catch {
      if type.hasPrefix("text/") { return .string(text) }
      throw Fault(
        status: 400,
        reason: "The body is not valid JSON: \(error.message), at byte \(error.offset).")
    }
  }
}
