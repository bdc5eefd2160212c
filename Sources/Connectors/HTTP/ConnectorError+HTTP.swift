import HTTP
import JSON

extension ConnectorError {
  /// A response with a status of 400 or more.
  init(response: ReceivedResponse, result: HTTPResult, host: String, now: Int64) {
    let body = result.json["body"] ?? .null
    let reason = response.reason.isEmpty ? "" : " \(response.reason)"
    var message = "\(host) answered \(response.status)\(reason)"
    // Twilio and many others describe the error in the body.
    if let detail = (body["message"] ?? body["detail"])?.string { message += ": \(detail)" }
    if let code = body["code"]?.int { message += " (code \(code))" }
    self.init(
      kind: .service, code: String(response.status), message: message,
      reason: response.reason.isEmpty ? "[no reason]" : response.reason,
      variables: JSONObject([
        ("response", .object([("headers", result.json["headers"] ?? .null), ("body", body)]))
      ]))
    if response.status == 429 || response.status == 503 {
      retryAfter = response.header("retry-after").flatMap { RetryAfter.milliseconds($0, now: now) }
    }
  }

  /// - Parameter what: the start of the message, up to "was sent".
  static func unknownOutcome(_ what: String, host: String) -> ConnectorError {
    ConnectorError(
      kind: .unknownOutcome, code: "408",
      message: "\(what), but its outcome is unknown: \(host) may have carried it out. Check there "
        + "(for an SMS: the message list of the account) before you give the job a retry, which "
        + "sends it again.")
  }
}
