package import EngineProtocol

extension EmbeddedEngine {
  /// Assigns, updates or completes a user task; a completed one continues its instance.
  package func change(userTask key: EngineKey, _ command: UserTaskCommand) async throws {
    _ = try await loop.submit(.changeUserTask(key, try command.admitted()))
  }
}

extension UserTaskCommand {
  /// The command without texts that look like secrets.
  fileprivate func admitted() throws(EngineError) -> UserTaskCommand {
    switch self {
    case .assign(let assignee, let action, let overrides):
      return .assign(
        to: SecretHole.neutralizing(assignee), action: SecretHole.neutralizing(action),
        overrides: overrides)
    case .unassign: return self
    case .update(var update, let action):
      update.candidateGroups = update.candidateGroups?.map { SecretHole.neutralizing($0) }
      update.candidateUsers = update.candidateUsers?.map { SecretHole.neutralizing($0) }
      return .update(update, action: SecretHole.neutralizing(action))
    case .complete(let variables, let action):
      return .complete(try variables.admitted(), action: SecretHole.neutralizing(action))
    }
  }
}
