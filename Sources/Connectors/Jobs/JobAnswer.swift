package import EngineProtocol
package import JSON

/// Completes every job of a type with the same variables, in place of a worker that does not exist.
package struct JobAnswer: Connector {
  package let jobType: String
  private let variables: JSONObject

  /// Reads nothing.
  package var fetchedVariables: [String]? { [] }

  /// Creates an answer to jobs of a type.
  package init(jobType: String, variables: JSONObject) {
    self.jobType = jobType
    self.variables = variables
  }

  package func run(_ job: ActivatedJob) async -> ConnectorOutcome { .completed(variables) }
}
