import Engine
import JSON

/// Does the work of one job type.
protocol Connector: Sendable {
  /// Such as `io.camunda:http-json:1`.
  var jobType: String { get }
  /// The variables that it reads; nil for all.
  var fetchedVariables: [String]? { get }

  /// Never throws: what goes wrong is an outcome.
  func run(_ job: ActivatedJob) async -> ConnectorOutcome
}

/// What a job is given back with.
struct ConnectorFailure: Sendable, Equatable {
  var message: String
  /// How often it may still be tried; 0 makes an incident.
  var retries: Int
  /// Milliseconds to wait.
  var backoff: Int64 = 0
  var variables = JSONObject()

  /// The longest message that is passed on, as in the official runtime.
  static let longestMessage = 6000
}
