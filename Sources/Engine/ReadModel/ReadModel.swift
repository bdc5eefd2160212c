import EngineProtocol
import GRDB
import Storage

/// Everything alive and the ended instances that are kept, in SQL, for queries.
///
/// A projection of the log, in a file of its own beside the data file: it says up to which entry
/// of the log it is complete. If it is missing, damaged or of another version, it is created again
/// with what is alive.
struct ReadModel {
  /// A pool, so that queries do not wait for writes; a single connection for a database in memory.
  private let database: any DatabaseWriter
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
  static let formatVersion = 4

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
        database = try DatabaseQueue()
        try database.write { try Self.create($0, at: 0) }
        return
      }
      let path = dataPath + "-history"
      if let (database, position) = try Self.open(path), positions.contains(position) {
        self.database = database
        self.position = position
        flushed = position
        endedCount =
          try database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM instance WHERE ended IS NOT NULL")
          } ?? 0
        return
      }
      for file in [path, path + "-wal", path + "-shm"] { try PrivateFile.remove(file) }
      database = try Self.connect(path)
      try database.write { try Self.create($0, at: positions.upperBound) }
      position = positions.upperBound
      rebuild(&buffer)
      try flush()
    } catch {
      throw EngineError(
        .unavailable, StorageFault((dataPath ?? "memory") + "-history", error).description)
    }
  }

  private static func connect(_ path: String) throws -> DatabasePool {
    try PrivateFile.create(path)
    var configuration = Configuration()
    configuration.label = "bpmnc history"
    configuration.prepareDatabase { database in
      // Made durable by `sync`, before the log drops what the read model would need again.
      try database.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON")
    }
    return try DatabasePool(path: path, configuration: configuration)
  }

  /// - Returns: nil if the file is missing, damaged or of another version.
  /// - Throws: `DatabaseError` if the file cannot be read at the moment.
  private static func open(_ path: String) throws -> (DatabasePool, Int64)? {
    guard PrivateFile.size(path) ?? 0 > 0 else { return nil }
    do {
      let pool = try connect(path)
      let row = try pool.read { try Row.fetchOne($0, sql: "SELECT version, position FROM state") }
      guard let row, row["version"] == formatVersion else { return nil }
      return (pool, row["position"])
    } catch let error as DatabaseError
      where [.SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR].contains(error.resultCode)
    {
      // Damaged, or with other tables.
      return nil
    }
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
      try database.write { database in
        try HistoryWriter(database).write(buffer)
        // In bulk: looking for the oldest has its price.
        if ended > limit + limit / 8 {
          try Self.deleteEnded(database, count: ended - limit)
          ended = limit
        }
        try database.cachedStatement(sql: "UPDATE state SET position = ?")
          .execute(arguments: [position])
      }
    } catch { throw unavailable(error) }
    self.buffer = HistoryBuffer()
    flushed = position
    endedCount = ended
  }

  /// Makes what was flushed durable.
  func sync() throws(EngineError) {
    do {
      try database.writeWithoutTransaction { database in
        // A checkpoint alone syncs nothing while a query reads what was written before.
        try database.execute(
          sql: """
            PRAGMA synchronous = FULL;
            UPDATE state SET position = position;
            PRAGMA synchronous = NORMAL;
            PRAGMA wal_checkpoint(PASSIVE)
            """)
      }
    } catch { throw unavailable(error) }
  }

  func close() {
    // What could not be written is in the log.
    try? database.close()
  }

  private static let parts = [
    "element", "job", "user_task", "timer", "subscription", "event_wait", "incident", "variable",
    "flow", "correlation",
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

  /// Reads what was flushed, on any thread.
  var reader: any DatabaseReader { database }

  func search(_ query: Query) throws -> QueryResult {
    let statement = try QueryStatement(query)
    do { return try database.read(statement.run) } catch { throw unavailable(error) }
  }

  private func unavailable(_ error: any Error) -> EngineError {
    EngineError(.unavailable, StorageFault(database.path, error).description)
  }
}
