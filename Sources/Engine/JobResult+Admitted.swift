import EngineProtocol

extension JobResult {
  /// The result without texts that look like secrets.
  /// - Throws: `.invalidArgument` for variables nested too deeply.
  func admitted() throws(EngineError) -> JobResult {
    switch self {
    case .userTask(var result):
      result.deniedReason = SecretHole.neutralizing(result.deniedReason)
      result.corrections.assignee = result.corrections.assignee.map { SecretHole.neutralizing($0) }
      result.corrections.attributes = result.corrections.attributes.admitted()
      return .userTask(result)
    case .adHocSubProcess(var result):
      result.activations = try result.activations.map { (activation) throws(EngineError) in
        try activation.admitted()
      }
      return .adHocSubProcess(result)
    }
  }
}

extension AdHocActivation {
  /// The activation with its variables checked.
  func admitted() throws(EngineError) -> AdHocActivation {
    AdHocActivation(elementID, variables: try variables.admitted())
  }
}
