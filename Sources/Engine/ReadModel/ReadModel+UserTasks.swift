import EngineProtocol
import GRDB
import JSON

// Queries of user tasks, on what was flushed.

extension ReadModel {
  func userTask(_ key: EngineKey) throws -> UserTask? {
    try read { database in
      try Row.fetchOne(
        database, sql: UserTask.selection + " WHERE user_task.key = ?", arguments: [key]
      ).map(UserTask.init)
    }
  }

  /// The user tasks, oldest first; of all instances if no key is given.
  func userTasks(ofInstance key: EngineKey?) throws -> [UserTask] {
    try read { database in
      let condition = key == nil ? "" : " WHERE user_task.instance = ?"
      return try Row.fetchAll(
        database, sql: UserTask.selection + condition + " ORDER BY user_task.key",
        arguments: StatementArguments(key.map { [$0] } ?? [])
      ).map(UserTask.init)
    }
  }
}

extension UserTask {
  fileprivate static let selection = """
    SELECT user_task.*, element.element, element.name AS element_name,
      definition.key AS definition_key, definition.id, definition.name, definition.version,
      definition.resource
    FROM user_task JOIN element ON element.key = user_task.element_instance
      JOIN instance ON instance.key = user_task.instance
      JOIN definition ON definition.key = instance.definition
    """

  fileprivate init(_ row: Row) throws {
    var attributes = UserTaskAttributes()
    attributes.assignee = row["assignee"]
    attributes.candidateGroups = try Self.field(row["candidate_groups"])
    attributes.candidateUsers = try Self.field(row["candidate_users"])
    attributes.dueDate = row["due"]
    attributes.followUpDate = row["follow_up"]
    attributes.priority = row["priority"]
    var form = UserTaskForm()
    form.externalReference = row["external_form"]
    form.key = row["form"]
    self.init(
      key: row["key"],
      // The read model is the only writer of the column.
      state: State(rawValue: row["state"]) ?? .created, elementID: row["element"],
      name: row["element_name"], elementInstanceKey: row["element_instance"],
      instanceKey: row["instance"],
      definition: ProcessDefinition(
        key: row["definition_key"], id: row["id"], name: row["name"], version: row["version"],
        resourceName: row["resource"]),
      attributes: attributes, form: form, headers: try Self.field(row["headers"]),
      creationTime: row["created"], endTime: row["ended"])
  }

  /// A list or dictionary in a column.
  private static func field<Field: LogField>(_ json: String) throws -> Field {
    try Field(JSONNode(parsing: Array(json.utf8)))
  }
}
