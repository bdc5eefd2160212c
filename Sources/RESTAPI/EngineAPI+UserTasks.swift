import EngineProtocol
import HTTP
import JSON

extension EngineAPI {
  func assignUserTask(_ key: EngineKey, _ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["assignee", "action", "allowOverride"])
    try await engine.change(
      userTask: key,
      .assign(
        to: try members.required("assignee"), action: try members.text("action") ?? "",
        overrides: try members.flag("allowOverride") ?? true))
    return .empty(204)
  }

  /// As in Camunda, unknown members of the changeset are ignored, unless nothing is left to do.
  func updateUserTask(_ key: EngineKey, _ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["changeset", "action"])
    let changes = try members.members("changeset")
    let update = try changes.userTaskUpdate
    let action = try members.text("action")
    guard update != UserTaskUpdate() || action != nil else {
      throw EngineError(
        .invalidArgument,
        "There is nothing to update: give 'action' or, in 'changeset', one of 'candidateGroups', "
          + "'candidateUsers', 'dueDate', 'followUpDate' and 'priority'.")
    }
    try await engine.change(userTask: key, .update(update, action: action ?? ""))
    return .empty(204)
  }

  func completeUserTask(
    _ key: EngineKey, _ members: RequestMembers
  ) async throws -> ServerResponse {
    try members.allow(["variables", "action"])
    try await engine.change(
      userTask: key,
      .complete(try members.variables, action: try members.text("action") ?? ""))
    return .empty(204)
  }
}
