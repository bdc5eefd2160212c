import JSON

/// How a job ended.
enum ConnectorOutcome: Sendable, Equatable {
  case completed(JSONObject)
  case bpmnError(code: String, message: String, variables: JSONObject)
  case failed(ConnectorFailure)
  /// Stopped by the executor before its end was known.
  case interrupted
}

extension ConnectorOutcome {
  init(_ verdict: ErrorVerdict) {
    switch verdict {
    case .bpmnError(let code, let message, let variables):
      self = .bpmnError(code: code, message: message, variables: variables)
    case .jobError(let message, var variables, let retries, let backoff):
      variables["error"] = .string(message)
      self = .failed(
        ConnectorFailure(
          message: message, retries: retries, backoff: backoff, variables: variables))
    case .ignoreError(let variables): self = .completed(variables)
    }
  }

  /// Without any secret that took part.
  func masked(by mask: SecretMask) -> ConnectorOutcome {
    switch self {
    case .completed(let variables): return .completed(mask.masking(variables))
    case .bpmnError(let code, let message, let variables):
      return .bpmnError(
        code: mask.masking(code), message: mask.masking(message),
        variables: mask.masking(variables))
    case .failed(var failure):
      // Masked before it is cut, so that no half of a secret is left.
      failure.message = String(
        mask.masking(failure.message).prefix(ConnectorFailure.longestMessage))
      failure.variables = mask.masking(failure.variables)
      return .failed(failure)
    case .interrupted: return .interrupted
    }
  }
}
