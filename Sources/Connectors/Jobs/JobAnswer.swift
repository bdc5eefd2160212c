package import EngineProtocol
package import JSON
import Synchronization

/// Completes the jobs of a type with given variables, in place of a worker that does not exist.
package final class JobAnswer: Connector {
  package let jobType: String
  private let variables: [JSONObject]
  private let count = Mutex(0)

  /// Reads nothing.
  package var fetchedVariables: [String]? { [] }

  /// Whether a job was completed.
  package var isUsed: Bool { count.withLock { $0 > 0 } }

  /// - Parameter variables: those of the first job, of the second, and so on; the last ones are
  ///   repeated. Not empty.
  package init(jobType: String, variables: [JSONObject]) {
    self.jobType = jobType
    self.variables = variables
  }

  package func run(_ job: ActivatedJob) async -> ConnectorOutcome {
    let index = count.withLock { count in
      defer { count += 1 }
      return min(count, variables.count - 1)
    }
    return .completed(variables[index])
  }
}
