import BPMN
import EngineProtocol
import GRDB
import JSON

// Queries, on what was flushed.

extension ReadModel {
  func definitions() throws -> [ProcessDefinition] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM definition ORDER BY key")
        .map(ProcessDefinition.init)
    }
  }

  func instance(_ key: EngineKey) throws -> ProcessInstance? {
    try read { database in
      try Row.fetchOne(
        database, sql: ProcessInstance.selection + " WHERE instance.key = ?", arguments: [key]
      ).map(ProcessInstance.init)
    }
  }

  /// The newest instances, by key.
  func instances(processID: String?, limit: Int) throws -> [ProcessInstance] {
    try read { database in
      var condition = ""
      var arguments: StatementArguments = []
      if let processID {
        condition = " WHERE instance.process = ?"
        arguments += [processID]
      }
      return try Row.fetchAll(
        database,
        sql: ProcessInstance.selection + condition + " ORDER BY instance.key DESC LIMIT ?",
        arguments: arguments + [max(0, limit)]
      ).map(ProcessInstance.init)
    }
  }

  /// The variables of the root scope.
  /// - Throws: `.notFound` for an instance that is unknown or no longer kept.
  func variables(ofInstance key: EngineKey) throws -> JSONObject {
    try read(instance: key) { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT name, value FROM variable WHERE scope = ? ORDER BY ordinal",
        arguments: [key])
      return JSONObject(
        try rows.map { ($0["name"] as String, try JSONValue(parsing: $0["value"] as String)) })
    }
  }

  /// The element instances in the order of activation.
  /// - Throws: `.notFound` for an instance that is unknown or no longer kept.
  func elementInstances(ofInstance key: EngineKey) throws -> [ElementInstance] {
    try read(instance: key) { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM element WHERE instance = ? ORDER BY key", arguments: [key]
      ).map(ElementInstance.init)
    }
  }

  /// The unresolved incidents, by key.
  func incidents(ofInstance key: EngineKey?) throws -> [Incident] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM incident WHERE resolved IS NULL AND (?1 IS NULL OR instance = ?1) "
          + "ORDER BY key", arguments: [key]
      ).map(Incident.init)
    }
  }

  /// The open message subscriptions, oldest first.
  func messageSubscriptions(ofInstance key: EngineKey?) throws -> [MessageSubscription] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM subscription WHERE is_open AND (?1 IS NULL OR instance = ?1) "
          + "ORDER BY key", arguments: [key]
      ).map(MessageSubscription.init)
    }
  }

  private func read<Answer>(
    instance key: EngineKey, _ body: (Database) throws -> Answer
  ) throws -> Answer {
    try read { database in
      let sql = "SELECT key FROM instance WHERE key = ?"
      guard try Int64.fetchOne(database, sql: sql, arguments: [key]) != nil else {
        throw EngineError(
          .notFound, "Process instance \(key) does not exist or ended too long ago.")
      }
      return try body(database)
    }
  }
}

extension ProcessDefinition {
  fileprivate init(_ row: Row) {
    self.init(
      key: row["key"], id: row["id"], name: row["name"], version: row["version"],
      resourceName: row["resource"])
  }
}

extension ProcessInstance {
  fileprivate static let selection = """
    SELECT instance.key, instance.state, instance.started, instance.ended, instance.parent,
      definition.key AS definition_key, definition.id, definition.name, definition.version,
      definition.resource,
      EXISTS (SELECT 1 FROM incident
        WHERE incident.instance = instance.key AND resolved IS NULL) AS has_incident
    FROM instance JOIN definition ON definition.key = instance.definition
    """

  fileprivate init(_ row: Row) {
    self.init(
      key: row["key"],
      definition: ProcessDefinition(
        key: row["definition_key"], id: row["id"], name: row["name"], version: row["version"],
        resourceName: row["resource"]),
      // The read model is the only writer of the column.
      state: State(rawValue: row["state"]) ?? .active, startTime: row["started"],
      endTime: row["ended"], hasIncident: row["has_incident"], parentKey: row["parent"])
  }
}

extension ElementInstance {
  fileprivate init(_ row: Row) {
    self.init(
      key: row["key"], elementID: row["element"], elementName: row["name"],
      // The read model is the only writer of these columns.
      elementType: .init(rawValue: row["type"]) ?? .task,
      state: State(rawValue: row["state"]) ?? .active, startTime: row["started"],
      endTime: row["ended"])
  }
}

extension Incident {
  fileprivate init(_ row: Row) {
    self.init(
      key: row["key"], type: row["type"], message: row["message"], instanceKey: row["instance"],
      elementID: row["element"], jobKey: row["job"])
  }
}

extension MessageSubscription {
  fileprivate init(_ row: Row) {
    self.init(
      instanceKey: row["instance"], elementID: row["element"], messageName: row["message"],
      correlationKey: row["correlation_key"])
  }
}
