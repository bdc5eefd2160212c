package import EngineProtocol

/// Does the work of one job type.
package protocol Connector: Sendable {
  /// Such as `io.camunda:http-json:1`.
  var jobType: String { get }
  /// The variables that it reads; nil for all.
  var fetchedVariables: [String]? { get }

  /// Does a job. Never throws: a failure is an outcome.
  func run(_ job: ActivatedJob) async -> ConnectorOutcome
}
