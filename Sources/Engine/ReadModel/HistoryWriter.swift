import EngineProtocol
import GRDB
import JSON

/// Writes what is in a buffer to the tables of the read model.
struct HistoryWriter {
  private let definition: RowStatement
  private let instance: HistoryStatements<InstanceRow>
  private let elements: HistoryStatements<ElementRow>
  private let jobs: HistoryStatements<JobRow>
  private let userTasks: HistoryStatements<UserTaskRow>
  private let timers: HistoryStatements<TimerRow>
  private let subscriptions: HistoryStatements<SubscriptionRow>
  private let incidents: HistoryStatements<IncidentRow>
  private let variable: RowStatement
  private let flow: RowStatement
  private let correlation: RowStatement

  init(_ database: Database) throws {
    definition = try RowStatement(
      database, "INSERT OR REPLACE INTO definition VALUES (?, ?, ?, ?, ?, ?)")
    instance = try HistoryStatements(database)
    elements = try HistoryStatements(database)
    jobs = try HistoryStatements(database)
    userTasks = try HistoryStatements(database)
    timers = try HistoryStatements(database)
    subscriptions = try HistoryStatements(database)
    incidents = try HistoryStatements(database)
    variable = try RowStatement(
      database,
      """
      INSERT INTO variable (scope, name, instance, value) VALUES (?, ?, ?, ?)
      ON CONFLICT (scope, name) DO UPDATE SET value = excluded.value
      """)
    flow = try RowStatement(database, "INSERT OR IGNORE INTO flow VALUES (?, ?)")
    correlation = try RowStatement(
      database, "INSERT INTO correlation VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
  }

  func write(_ buffer: HistoryBuffer) throws {
    for version in buffer.definitions {
      try definition.execute(
        version.key, version.process.id, version.process.name, version.version,
        version.resource.name, version.deployment)
    }
    for (key, history) in buffer.instances.sorted(by: { $0.key < $1.key }) {
      try write(history, key)
    }
  }

  private func write(_ history: InstanceHistory, _ key: EngineKey) throws {
    let version = history.definition
    try instance.write([history.row], of: key, version)
    try elements.write(history.elements.rows, of: key, version)
    try jobs.write(history.jobs.rows, of: key, version)
    try userTasks.write(history.userTasks.rows, of: key, version)
    try timers.write(history.timers.rows, of: key, version)
    try subscriptions.write(history.subscriptions.rows, of: key, version)
    try incidents.write(history.incidents.rows, of: key, version)
    for (scope, name, value) in history.variables.values {
      try variable.execute(scope, name, key, value.text())
    }
    for index in history.flows { try flow.execute(key, version.process.flow(index).id) }
    for row in history.correlations {
      try correlation.execute(
        row.message, row.subscription, key, row.element,
        row.node.map { version.process.node($0).id }, row.topic.name, row.topic.correlationKey,
        row.time)
    }
  }
}

/// The statements for the rows of a table.
private struct HistoryStatements<Row: HistoryRow> {
  private let insertion: RowStatement
  private let update: RowStatement

  init(_ database: Database) throws {
    insertion = try RowStatement(database, Row.insertion)
    update = try RowStatement(database, Row.update)
  }

  func write(_ rows: [Row], of instance: EngineKey, _ definition: Definition) throws {
    for row in rows {
      if row.isNew {
        try row.insert(into: instance, definition, insertion)
      } else {
        try row.update(update)
      }
    }
  }
}
