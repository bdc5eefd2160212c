import EngineProtocol
import GRDB
import JSON

/// Writes what is in a buffer to the tables of the read model.
struct HistoryWriter {
  private let definition: DefinitionStatements
  private let instance: HistoryStatements<InstanceRow>
  private let elements: HistoryStatements<ElementRow>
  private let jobs: HistoryStatements<JobRow>
  private let userTasks: HistoryStatements<UserTaskRow>
  private let timers: HistoryStatements<TimerRow>
  private let subscriptions: HistoryStatements<SubscriptionRow>
  private let eventWaits: HistoryStatements<EventWaitRow>
  private let incidents: HistoryStatements<IncidentRow>
  private let variable: RowStatement
  private let flow: RowStatement
  private let correlation: RowStatement

  init(_ database: Database) throws {
    definition = try DefinitionStatements(database)
    instance = try HistoryStatements(database)
    elements = try HistoryStatements(database)
    jobs = try HistoryStatements(database)
    userTasks = try HistoryStatements(database)
    timers = try HistoryStatements(database)
    subscriptions = try HistoryStatements(database)
    eventWaits = try HistoryStatements(database)
    incidents = try HistoryStatements(database)
    variable = try RowStatement(
      database,
      """
      INSERT INTO variable (key, scope, name, instance, value)
      VALUES ((SELECT coalesce(max(key), \(QueryTable.firstVariableKey)) + 1 FROM variable), ?, ?, ?, ?)
      ON CONFLICT (scope, name) DO UPDATE SET value = excluded.value
      """)
    flow = try RowStatement(database, "INSERT OR IGNORE INTO flow (instance, flow) VALUES (?, ?)")
    correlation = try RowStatement(
      database,
      """
      INSERT INTO correlation (message, subscription, instance, element_instance, element, name,
        correlation_key, time)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
  }

  func write(_ buffer: HistoryBuffer) throws {
    for (version, time) in buffer.definitions { try definition.write(version, at: time) }
    for deletion in buffer.deletions { try definition.write(deletion) }
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
    try eventWaits.write(history.eventWaits.rows, of: key, version)
    try incidents.write(history.incidents.rows, of: key, version)
    for (scope, name, value) in history.variables.values {
      try variable.execute(scope, name, key, value.text())
    }
    for index in history.flows.sorted() { try flow.execute(key, version.process.flow(index).id) }
    for row in history.correlations {
      try correlation.execute(
        row.message, row.subscription, key, row.element,
        version.process.node(row.node).id, row.topic.name, row.topic.correlationKey, row.time)
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
