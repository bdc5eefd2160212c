package import EngineProtocol

extension EmbeddedEngine {
  /// Assigns, updates or completes a user task; a completed one continues its instance. Waits at
  /// most 10 seconds for the task's listeners.
  package func change(userTask key: EngineKey, _ command: UserTaskCommand) async throws {
    _ = try await loop.submit(
      .changeUserTask(key, try command.admitted()), maximumWait: Limits.listenerWait)
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
    case .update(let update, let action):
      return .update(update.admitted(), action: SecretHole.neutralizing(action))
    case .complete(let variables, let action):
      return .complete(try variables.admitted(), action: SecretHole.neutralizing(action))
    }
  }
}

extension UserTaskUpdate {
  /// The update without texts that look like secrets.
  func admitted() -> UserTaskUpdate {
    var update = self
    update.candidateGroups = candidateGroups?.map { SecretHole.neutralizing($0) }
    update.candidateUsers = candidateUsers?.map { SecretHole.neutralizing($0) }
    return update
  }
}
