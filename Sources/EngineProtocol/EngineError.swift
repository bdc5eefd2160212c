package import Diagnostics

/// Why an engine rejected a request or could not complete it.
package struct EngineError: Error, Sendable, CustomStringConvertible {
  /// The status names of Camunda's REST API.
  package enum Code: String, Sendable {
    case invalidArgument = "INVALID_ARGUMENT"
    case notFound = "NOT_FOUND"
    case alreadyExists = "ALREADY_EXISTS"
    case invalidState = "INVALID_STATE"
    case resourceExhausted = "RESOURCE_EXHAUSTED"
    case unavailable = "UNAVAILABLE"
    case deadlineExceeded = "DEADLINE_EXCEEDED"
    case `internal` = "INTERNAL"

    /// The HTTP status code, as Camunda's REST API documents it.
    package var httpStatus: Int {
      switch self {
      case .invalidArgument: 400
      case .notFound: 404
      case .alreadyExists, .invalidState: 409
      case .resourceExhausted, .unavailable: 503
      case .deadlineExceeded: 504
      case .internal: 500
      }
    }
  }

  /// The kind of failure.
  package var code: Code
  /// The problem and what to do about it.
  package var message: String
  /// The findings of a rejected deployment.
  package var diagnostics: [Diagnostic]

  /// Creates an error. Only rejected deployments have diagnostics.
  package init(_ code: Code, _ message: String, diagnostics: [Diagnostic] = []) {
    self.code = code
    self.message = message
    self.diagnostics = diagnostics
  }

  /// The message.
  package var description: String { message }
}
