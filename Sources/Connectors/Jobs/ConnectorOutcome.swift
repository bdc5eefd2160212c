package import EngineProtocol
package import JSON

/// The outcome of a job.
package enum ConnectorOutcome: Sendable, Equatable {
  case completed(JSONObject)
  case bpmnError(JobError)
  case failed(JobFailure)
  /// Interrupted by the executor before the outcome was known.
  case interrupted

  /// The maximum length of a message, as in the official runtime.
  private static let maximumMessageLength = 6000

  /// The outcome with all secrets masked.
  func masked(by mask: SecretMask) -> ConnectorOutcome {
    switch self {
    case .completed(let variables): return .completed(mask.masking(variables))
    case .bpmnError(let error):
      return .bpmnError(
        JobError(
          code: mask.masking(error.code), message: mask.masking(error.message),
          variables: mask.masking(error.variables)))
    case .failed(var failure):
      // Mask before truncating, so that no part of a secret remains.
      failure.message = String(mask.masking(failure.message).prefix(Self.maximumMessageLength))
      failure.variables = mask.masking(failure.variables)
      return .failed(failure)
    case .interrupted: return .interrupted
    }
  }
}
