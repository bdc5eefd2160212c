package import EngineProtocol

extension EmbeddedEngine {
  /// Starts an instance for each conditional start event of a latest version whose condition is true.
  package func evaluateConditionals(
    _ request: EvaluateConditionalsRequest
  ) async throws -> ConditionalEvaluation {
    var request = request
    request.variables = try request.variables.admitted()
    guard
      case .conditionals(let evaluation) = try await loop.submit(.evaluateConditionals(request))
    else { throw EngineError.wrongReply }
    return evaluation
  }
}
