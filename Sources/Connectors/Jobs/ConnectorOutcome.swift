package import EngineProtocol
package import JSON

/// How a job ended.
package enum ConnectorOutcome: Sendable, Equatable {
  case completed(JSONObject)
  case bpmnError(JobError)
  case failed(JobFailure)
  /// Stopped by the executor before its end was known.
  case interrupted

  /// The longest message that is passed on, as in the official runtime.
  private static let longestMessage = 6000

  /// Without any secret that took part.
  func masked(by mask: SecretMask) -> ConnectorOutcome {
    switch self {
    case .completed(let variables): return .completed(mask.masking(variables))
    case .bpmnError(let error):
      return .bpmnError(
        JobError(
          code: mask.masking(error.code), message: mask.masking(error.message),
          variables: mask.masking(error.variables)))
    case .failed(var failure):
      // Masked before it is cut, so that no half of a secret is left.
      failure.message = String(mask.masking(failure.message).prefix(Self.longestMessage))
      failure.variables = mask.masking(failure.variables)
      return .failed(failure)
    case .interrupted: return .interrupted
    }
  }
}
