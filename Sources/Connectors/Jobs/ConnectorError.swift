import JSON

/// What went wrong in a connector, as an error expression sees it and a person reads it.
package struct ConnectorError: Error, Sendable {
  package enum Kind: Sendable {
    /// The model or its data: trying again would not help.
    case input
    /// The other side answered with an error, or did not answer; nothing was done there.
    case service
    /// A request that must not be sent twice may or may not have been carried out.
    case unknownOutcome
    /// The executor stops.
    case interrupted
  }

  package var kind: Kind
  /// The status as text, `408` where there was no answer; nil for errors of the input.
  var code: String?
  /// For the incident.
  package var message: String
  /// What expressions see as message, where that is another one.
  var reason: String?
  /// More for error expressions, such as the response.
  var variables = JSONObject()
  /// Milliseconds that the other side asks to wait.
  var retryAfter: Int64?

  static func input(_ message: String) -> ConnectorError {
    ConnectorError(kind: .input, message: message)
  }

  /// The members that error expressions know; the type names are those of the official runtime.
  var json: JSONValue {
    let name = kind == .input ? "ConnectorInputException" : "ConnectorException"
    var object = JSONObject([
      ("type", .string("io.camunda.connector.api.error.\(name)")),
      ("message", .string(reason ?? message)),
    ])
    if let code { object["code"] = .string(code) }
    if !variables.isEmpty { object["variables"] = .object(variables) }
    return .object(object)
  }

  /// Whether another try may go better: a 4xx is the request's own fault, apart from 408 and 429.
  var isRetryable: Bool {
    guard kind == .service else { return false }
    guard let code, let status = Int(code), 400..<500 ~= status else { return true }
    return status == 408 || status == 429
  }
}
