package import EngineProtocol

extension EmbeddedEngine {
  /// Changes a running instance. Part of the effects may follow after this returns.
  package func change(instance key: EngineKey, _ command: InstanceCommand) async throws {
    _ = try await loop.submit(.changeInstance(key, try command.admitted()))
  }
}

extension EmbeddedEngine {
  /// Deletes a version of a process or another file.
  package func deleteResource(_ key: EngineKey) async throws {
    _ = try await loop.submit(.deleteResource(key))
  }

  /// Retries what raised the incidents of an instance; another failure raises a new incident.
  package func resolveIncidents(ofInstance key: EngineKey) async throws -> EngineKey {
    guard case .key(let operation) = try await loop.submit(.resolveIncidents(of: key)) else {
      throw EngineError.wrongReply
    }
    return operation
  }
}

extension InstanceCommand {
  /// The command with checked variables.
  fileprivate func admitted() throws(EngineError) -> InstanceCommand {
    switch self {
    case .modify(var modification):
      for index in modification.activations.indices {
        try modification.activations[index].variables.admit()
      }
      for index in modification.moves.indices { try modification.moves[index].variables.admit() }
      return .modify(modification)
    case .assignBusinessID(let id): return .assignBusinessID(SecretHole.neutralizing(id))
    }
  }
}

extension [InstanceModification.ScopeVariables] {
  fileprivate mutating func admit() throws(EngineError) {
    for index in indices { self[index].variables = try self[index].variables.admitted() }
  }
}
