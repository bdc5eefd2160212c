import JSON

/// A connector's error, for error expressions and for display.
package struct ConnectorError: Error, Sendable {
  package enum Kind: Sendable {
    /// The model or its data is wrong; a retry would not help.
    case input
    /// The service responded with an error or not at all; nothing was done there.
    case service
    /// A request that must not be repeated may or may not have been carried out.
    case unknownOutcome
    /// The executor is stopping.
    case interrupted
  }

  package var kind: Kind
  /// The HTTP status as a string, `408` if there was no response; nil for input errors.
  var code: String?
  /// The message of the incident.
  package var message: String
  /// The message that expressions see, if it differs.
  var reason: String?
  /// Further members for error expressions, such as the response.
  var variables = JSONObject()
  /// How many milliseconds the service asks to wait.
  var retryAfter: Int64?

  static func input(_ message: String) -> ConnectorError {
    ConnectorError(kind: .input, message: message)
  }

  /// The error with all secrets masked.
  func masked(by mask: SecretMask) -> ConnectorError {
    var error = self
    error.code = code.map(mask.masking)
    error.message = mask.masking(message)
    error.reason = reason.map(mask.masking)
    error.variables = mask.masking(variables)
    return error
  }

  /// The members visible to error expressions, with the type names of the official runtime.
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

  /// Whether a retry may succeed: not for a 4xx, except 408 and 429.
  var isRetryable: Bool {
    guard kind == .service else { return false }
    guard let code, let status = Int(code), 400..<500 ~= status else { return true }
    return status == 408 || status == 429
  }
}
