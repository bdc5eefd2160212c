package import EngineProtocol
import JSON

extension EmbeddedEngine {
  /// Creates, updates or deletes a cluster variable.
  @discardableResult
  package func change(
    clusterVariable command: ClusterVariableCommand
  ) async throws -> ClusterVariable {
    guard
      case .clusterVariables(let variables) = try await loop.submit(
        .changeClusterVariable(try command.admitted())),
      let variable = variables.first
    else { throw EngineError.wrongReply }
    return variable
  }

  /// All cluster variables, by name.
  package func clusterVariables() async throws -> [ClusterVariable] {
    guard case .clusterVariables(let variables) = try await loop.submit(.listClusterVariables)
    else { throw EngineError.wrongReply }
    return variables
  }
}

extension ClusterVariableCommand {
  /// The command without texts that look like secrets.
  /// - Throws: `.invalidArgument` for a value nested too deeply.
  fileprivate func admitted() throws(EngineError) -> ClusterVariableCommand {
    switch self {
    case .create(var variable):
      variable.value = try variable.value.admitted()
      variable.metadata = try variable.metadata.admitted()
      return .create(variable)
    case .update(let id, let value, let metadata):
      return .update(
        id, value: try value.admitted(), metadata: try metadata?.admitted())
    case .set(let id, let value): return .set(id, value: try value.admitted())
    case .delete: return self
    }
  }
}

extension JSONValue {
  fileprivate func admitted() throws(EngineError) -> JSONValue {
    guard !isTooDeep() else {
      throw EngineError(
        .invalidArgument, "The value is nested deeper than \(Limits.depth) levels.")
    }
    return SecretHole.neutralizing(self)
  }
}
