import GRDB

/// The statements for a deployed definition and the subscriptions of its start events.
struct DefinitionStatements {
  private let definition: RowStatement
  private let subscription: RowStatement
  private let replacement: RowStatement

  init(_ database: Database) throws {
    definition = try RowStatement(
      database, "INSERT OR REPLACE INTO definition VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    subscription = try RowStatement(
      database,
      """
      INSERT OR REPLACE INTO subscription
      VALUES (?, NULL, ?, NULL, ?, ?, NULL, 'CREATED', 1, ?)
      """)
    replacement = try RowStatement(
      database,
      """
      UPDATE subscription SET state = 'DELETED', is_open = 0, changed = ?
      WHERE instance IS NULL AND is_open
        AND definition IN (SELECT key FROM definition WHERE id = ? AND version < ?)
      """)
  }

  /// Only the latest version of a process is started by messages.
  func write(_ version: Definition, at time: Int64) throws {
    let process = version.process
    try definition.execute(
      version.key, process.id, process.name, version.version, process.versionTag,
      version.resource.name, version.deployment, process.startForm != nil)
    try replacement.execute(time, process.id, version.version)
    for start in process.messageStarts {
      try subscription.execute(
        version.subscriptionKey(of: start.node), version.key, process.node(start.node).id,
        start.messageName, time)
    }
  }
}
