import EngineProtocol
import GRDB
import Storage

/// Everything alive and the ended instances that are kept, in SQL, for queries.
///
/// A projection of the log, in a file of its own beside the data file: it says up to which entry
/// of the log it is complete. If it is missing, damaged or of another version, it is created again
/// with what is alive.
struct ReadModel {
  private let queue: DatabaseQueue
  /// How many ended instances are kept.
  private let limit: Int
  private var buffer = HistoryBuffer()
  /// How many ended instances are in the file.
  private var endedCount = 0
  /// The last entry of the log that was applied.
  private(set) var position: Int64 = 0
  /// The last entry that is in the file.
  private var flushed: Int64 = 0

  /// How many changes are collected before they are written without a query.
  private static let bufferLimit = 1_000_000
  private static let formatVersion = 2

  /// Opens the read model of a data file; nil as its path keeps it in memory.
  /// - Parameters:
  ///   - positions: the entries of the log up to which the read model may be complete, so that the
  ///     log has what follows.
  ///   - rebuild: adds what is alive to a read model that has to be created.
  init(
    dataPath: String?, limit: Int, positions: ClosedRange<Int64>,
    rebuild: (inout HistoryBuffer) -> Void
  ) throws(EngineError) {
    self.limit = limit
    do {
      guard let dataPath else {
        queue = try DatabaseQueue()
        try queue.write { try Self.create($0, at: 0) }
        return
      }
      let path = dataPath + "-history"
      if let (queue, position) = try Self.open(path), positions.contains(position) {
        self.queue = queue
        self.position = position
        flushed = position
        endedCount =
          try queue.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM instance WHERE ended IS NOT NULL")
          } ?? 0
        return
      }
      for file in [path, path + "-wal", path + "-shm"] { try PrivateFile.remove(file) }
      queue = try Self.connect(path)
      try queue.write { try Self.create($0, at: positions.upperBound) }
      position = positions.upperBound
      rebuild(&buffer)
      try flush()
    } catch {
      throw EngineError(
        .unavailable, StorageFault((dataPath ?? "memory") + "-history", error).description)
    }
  }

  private static func connect(_ path: String) throws -> DatabaseQueue {
    try PrivateFile.create(path)
    var configuration = Configuration()
    configuration.label = "bpmnc history"
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.inDatabase { database in
      // Made durable by `sync`, before the log drops what the read model would need again.
      try database.execute(
        sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON")
    }
    return queue
  }

  /// - Returns: nil if the file is missing, damaged or of another version.
  /// - Throws: `DatabaseError` if the file cannot be read at the moment.
  private static func open(_ path: String) throws -> (DatabaseQueue, Int64)? {
    guard PrivateFile.size(path) ?? 0 > 0 else { return nil }
    do {
      let queue = try connect(path)
      let row = try queue.read { try Row.fetchOne($0, sql: "SELECT version, position FROM state") }
      guard let row, row["version"] == formatVersion else { return nil }
      return (queue, row["position"])
    } catch let error as DatabaseError
      where [.SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR].contains(error.resultCode)
    {
      // Damaged, or with other tables.
      return nil
    }
  }

  private static func create(_ database: Database, at position: Int64) throws {
    try database.execute(
      sql: """
        CREATE TABLE state (version INTEGER NOT NULL, position INTEGER NOT NULL);
        INSERT INTO state VALUES (\(formatVersion), \(position));
        CREATE TABLE definition (
          key INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT, version INTEGER NOT NULL,
          resource TEXT NOT NULL, deployment INTEGER NOT NULL);
        CREATE TABLE instance (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, definition INTEGER NOT NULL,
          process TEXT NOT NULL, parent INTEGER, parent_element INTEGER, state TEXT NOT NULL,
          started INTEGER NOT NULL, ended INTEGER);
        CREATE INDEX instance_process ON instance (process, key);
        CREATE INDEX instance_ended ON instance (ended, key) WHERE ended IS NOT NULL;
        CREATE TABLE element (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, scope INTEGER NOT NULL,
          element TEXT NOT NULL, name TEXT, type TEXT NOT NULL, state TEXT NOT NULL,
          started INTEGER NOT NULL, ended INTEGER);
        CREATE INDEX element_instance ON element (instance);
        CREATE TABLE job (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, element_instance INTEGER NOT NULL,
          element TEXT NOT NULL, type TEXT NOT NULL, state TEXT NOT NULL,
          retries INTEGER NOT NULL, worker TEXT NOT NULL, deadline INTEGER, error_code TEXT,
          message TEXT, created INTEGER NOT NULL, ended INTEGER);
        CREATE INDEX job_instance ON job (instance);
        CREATE TABLE user_task (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, element_instance INTEGER NOT NULL,
          state TEXT NOT NULL, assignee TEXT NOT NULL, candidate_groups TEXT NOT NULL,
          candidate_users TEXT NOT NULL, due TEXT NOT NULL, follow_up TEXT NOT NULL,
          priority INTEGER NOT NULL, external_form TEXT NOT NULL, form INTEGER,
          headers TEXT NOT NULL, created INTEGER NOT NULL, ended INTEGER);
        CREATE INDEX user_task_instance ON user_task (instance);
        CREATE TABLE timer (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, element_instance INTEGER NOT NULL,
          element TEXT NOT NULL, due INTEGER NOT NULL, repetitions INTEGER, state TEXT NOT NULL);
        CREATE INDEX timer_instance ON timer (instance);
        CREATE TABLE subscription (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, element_instance INTEGER NOT NULL,
          element TEXT NOT NULL, message TEXT NOT NULL, correlation_key TEXT NOT NULL,
          state TEXT NOT NULL, is_open INTEGER NOT NULL, changed INTEGER NOT NULL);
        CREATE INDEX subscription_instance ON subscription (instance);
        CREATE INDEX subscription_open ON subscription (key) WHERE is_open;
        CREATE TABLE incident (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, element_instance INTEGER NOT NULL,
          element TEXT NOT NULL, job INTEGER, type TEXT NOT NULL, message TEXT NOT NULL,
          created INTEGER NOT NULL, resolved INTEGER);
        CREATE INDEX incident_instance ON incident (instance);
        CREATE INDEX incident_open ON incident (key) WHERE resolved IS NULL;
        CREATE TABLE variable (
          ordinal INTEGER PRIMARY KEY, scope INTEGER NOT NULL, name TEXT NOT NULL,
          instance INTEGER NOT NULL, value TEXT NOT NULL, UNIQUE (scope, name));
        CREATE INDEX variable_instance ON variable (instance);
        CREATE TABLE flow (
          instance INTEGER NOT NULL, flow TEXT NOT NULL, PRIMARY KEY (instance, flow)
        ) WITHOUT ROWID;
        CREATE TABLE correlation (
          message INTEGER NOT NULL, subscription INTEGER, instance INTEGER NOT NULL,
          element_instance INTEGER NOT NULL, element TEXT, name TEXT NOT NULL,
          correlation_key TEXT NOT NULL, time INTEGER NOT NULL);
        CREATE INDEX correlation_instance ON correlation (instance);
        """)
  }

  // MARK: Writing

  /// Applies an entry of the log.
  mutating func apply(_ changes: [Change], at time: Int64, position: Int64) throws(EngineError) {
    for change in changes { buffer.add(change, at: time) }
    self.position = position
    if buffer.ended.count > limit + limit / 8 { buffer.dropEnded(over: limit) }
    if buffer.count >= Self.bufferLimit { try flush() }
  }

  /// Writes what was applied, so that queries see it.
  mutating func flush() throws(EngineError) {
    guard !buffer.isEmpty || position != flushed else { return }
    buffer.dropEnded(over: limit)
    let (buffer, position, limit) = (buffer, position, limit)
    var ended = endedCount + buffer.ended.count
    do {
      try queue.inTransaction(.immediate) { database in
        try HistoryWriter(database).write(buffer)
        // In bulk: looking for the oldest has its price.
        if ended > limit + limit / 8 {
          try Self.deleteEnded(database, count: ended - limit)
          ended = limit
        }
        try database.cachedStatement(sql: "UPDATE state SET position = ?")
          .execute(arguments: [position])
        return .commit
      }
    } catch {
      throw EngineError(.unavailable, StorageFault(queue.path, error).description)
    }
    self.buffer = HistoryBuffer()
    flushed = position
    endedCount = ended
  }

  /// Makes what was flushed durable.
  func sync() throws(EngineError) {
    do {
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
      }
    } catch {
      throw EngineError(.unavailable, StorageFault(queue.path, error).description)
    }
  }

  func close() {
    // What could not be written is in the log.
    try? queue.close()
  }

  private static let parts = [
    "element", "job", "user_task", "timer", "subscription", "incident", "variable", "flow",
    "correlation",
  ]

  /// Deletes the instances that ended first.
  private static func deleteEnded(_ database: Database, count: Int) throws {
    let keys = try Int64.fetchAll(
      database.cachedStatement(
        sql: "SELECT key FROM instance WHERE ended IS NOT NULL ORDER BY ended, key LIMIT ?"),
      arguments: [count])
    let deletions =
      try parts.map { try RowStatement(database, "DELETE FROM \($0) WHERE instance = ?") }
      + [RowStatement(database, "DELETE FROM instance WHERE key = ?")]
    for key in keys {
      for deletion in deletions { try deletion.execute(key) }
    }
  }

  // MARK: Reading

  /// Reads what was flushed.
  func read<Answer>(_ body: (Database) throws -> Answer) throws(EngineError) -> Answer {
    do { return try queue.read(body) } catch {
      throw error as? EngineError
        ?? EngineError(.unavailable, StorageFault(queue.path, error).description)
    }
  }
}
