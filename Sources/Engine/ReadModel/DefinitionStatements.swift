import GRDB

/// The statements for deployed and deleted definitions, and for the subscriptions of their start
/// events.
struct DefinitionStatements {
  private let definition: RowStatement
  private let subscription: RowStatement
  private let replacement: RowStatement
  private let state: RowStatement
  private let closing: RowStatement
  private let reopening: RowStatement

  init(_ database: Database) throws {
    definition = try RowStatement(
      database, "INSERT OR REPLACE INTO definition VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'ACTIVE')")
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
    state = try RowStatement(database, "UPDATE definition SET state = ? WHERE key = ?")
    closing = try RowStatement(
      database,
      """
      UPDATE subscription SET state = 'DELETED', is_open = 0, changed = ?
      WHERE instance IS NULL AND is_open AND definition = ?
      """)
    reopening = try RowStatement(
      database,
      """
      UPDATE subscription SET state = 'CREATED', is_open = 1, changed = ?
      WHERE instance IS NULL AND NOT is_open AND definition = (
        SELECT key FROM definition
        WHERE id = (SELECT id FROM definition WHERE key = ?) AND state = 'ACTIVE'
        ORDER BY version DESC LIMIT 1)
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

  /// A deleted version drains. The version before the latest becomes the latest again.
  func write(_ deletion: HistoryBuffer.Deletion) throws {
    let (key, time) = (deletion.resource, deletion.time)
    try state.execute(deletion.isOver ? "DELETED" : "DRAINING", key)
    try closing.execute(time, key)
    try reopening.execute(time, key)
  }
}
