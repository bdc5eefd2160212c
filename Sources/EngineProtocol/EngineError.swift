package import Diagnostics

/// Why an engine refused or could not do what it was asked.
package struct EngineError: Error, Sendable, CustomStringConvertible {
  /// The status names of Camunda's API.
  package enum Code: String, Sendable {
    case invalidArgument = "INVALID_ARGUMENT"
    case notFound = "NOT_FOUND"
    case alreadyExists = "ALREADY_EXISTS"
    case invalidState = "INVALID_STATE"
    case unavailable = "UNAVAILABLE"
    case `internal` = "INTERNAL"

    /// The status of an HTTP answer, as in the tables of Camunda's API.
    package var httpStatus: Int {
      switch self {
      case .invalidArgument: 400
      case .notFound: 404
      case .alreadyExists, .invalidState: 409
      case .unavailable: 503
      case .internal: 500
      }
    }
  }

  /// What kind of failure it is.
  package var code: Code
  /// What is wrong and what to do, for people.
  package var message: String
  /// What is wrong in which file, for a refused deployment.
  package var diagnostics: [Diagnostic]

  /// Makes an error; findings belong to refused deployments only.
  package init(_ code: Code, _ message: String, diagnostics: [Diagnostic] = []) {
    self.code = code
    self.message = message
    self.diagnostics = diagnostics
  }

  /// The message.
  package var description: String { message }
}
