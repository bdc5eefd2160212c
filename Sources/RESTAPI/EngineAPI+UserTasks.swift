import EngineProtocol
import HTTP
import JSON
import Time

extension EngineAPI {
  func userTask(_ key: EngineKey) async throws -> ServerResponse {
    guard let task = try await engine.userTask(key) else {
      throw EngineError(.notFound, "User task \(key) does not exist.")
    }
    return .json(200, Self.json(task))
  }

  func searchUserTasks(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["filter", "page"])
    let filter = try members.members("filter")
    try filter.allow(["processInstanceKey", "elementId", "assignee", "state"])
    let state = try filter.choice("state", of: UserTask.State.self)
    let element = try filter.text("elementId")
    let assignee = try filter.text("assignee")
    let tasks = try await engine.userTasks(ofInstance: filter.key("processInstanceKey")).filter {
      (state == nil || $0.state == state) && (element == nil || $0.elementID == element)
        && (assignee == nil || $0.attributes.assignee == assignee)
    }
    return try page(tasks.map(Self.json), members)
  }

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

  private static func json(_ task: UserTask) -> JSONValue {
    let attributes = task.attributes
    func text(_ text: String) -> JSONValue { text.isEmpty ? .null : .string(text) }
    func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
    return .object([
      ("userTaskKey", .key(task.key)), ("state", .string(task.state.rawValue.uppercased())),
      ("name", JSONValue(task.name)), ("elementId", .string(task.elementID)),
      ("elementInstanceKey", .key(task.elementInstanceKey)),
      ("processInstanceKey", .key(task.instanceKey)), ("rootProcessInstanceKey", .null),
      ("processDefinitionId", .string(task.definition.id)),
      ("processName", JSONValue(task.definition.name)),
      ("processDefinitionVersion", JSONValue(task.definition.version)),
      ("processDefinitionKey", .key(task.definition.key)),
      ("assignee", text(attributes.assignee)),
      ("candidateGroups", list(attributes.candidateGroups)),
      ("candidateUsers", list(attributes.candidateUsers)),
      ("dueDate", text(attributes.dueDate)), ("followUpDate", text(attributes.followUpDate)),
      ("priority", JSONValue(attributes.priority)),
      ("creationDate", .string(ISOInstant.text(milliseconds: task.creationTime))),
      ("completionDate", JSONValue(task.endTime.map(ISOInstant.text(milliseconds:)))),
      ("externalFormReference", text(task.form.externalReference)),
      ("formKey", task.form.key.map(JSONValue.key) ?? .null),
      (
        "customHeaders",
        .object(task.headers.sorted { $0.key < $1.key }.map { ($0, .string($1)) })
      ),
      ("tenantId", "<default>"), ("tags", .array([])), ("businessId", .null),
    ])
  }
}
