import EngineProtocol
import GRDB
import Storage
import Text

/// The log in an SQLite file, for one engine at a time.
///
/// Each row has a checksum over itself and the previous checksum, so that a changed or missing row
/// is detected when the file is opened.
struct SQLiteLog {
  let database: DatabaseQueue
  private var sequence: Int64 = 0
  private var checksum = Checksum()

  /// "BPMN" in the file's header: distinguishes this format from other SQLite files.
  private static let applicationID: Int32 = 0x4250_4D4E
  private static let formatVersion = 1

  /// Opens or creates a file, for exclusive use by this engine.
  /// - Throws: `.unavailable` if the file is in use, has another format, is damaged, or cannot be
  ///   opened.
  init(path: String, durability: EngineDurability) throws(EngineError) {
    do {
      try PrivateFile.prepare(path)
      var configuration = Configuration()
      configuration.label = "bpmnc log"
      database = try DatabaseQueue(path: path, configuration: configuration)
      try database.inDatabase { try Self.prepare($0, path, durability) }
    } catch let error as EngineError {
      throw error
    } catch let fault as PrivateFile.Fault {
      throw EngineError(.unavailable, fault.description)
    } catch {
      throw .log(path, error)
    }
  }

  private static func prepare(
    _ database: Database, _ path: String, _ durability: EngineDurability
  ) throws {
    let identity = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard identity == applicationID || (identity == 0 && tables == 0) else {
      throw EngineError(
        .unavailable,
        "'\(path)' is not a database of this engine. Use another file.")
    }
    // Without shared memory, the first transaction locks the file until it is closed.
    try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL")
    try database.inTransaction(.immediate) {
      if tables == 0 { try create(database) }
      return .commit
    }
    // After the journal mode: when GRDB sets WAL mode itself, it lowers this to NORMAL.
    let level = durability == .full ? "FULL" : "NORMAL"
    try database.execute(sql: "PRAGMA synchronous = \(level)")
    let version = try Int.fetchOne(
      database, sql: "SELECT value FROM meta WHERE name = 'format_version'")
    guard version == formatVersion else {
      throw EngineError(
        .unavailable,
        "'\(path)' has format version \(version.map(String.init) ?? "unknown"), expected "
          + "\(formatVersion). Open it with the version that wrote it.")
    }
  }

  private static func create(_ database: Database) throws {
    try database.execute(
      sql: """
        PRAGMA application_id = \(applicationID);
        CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
        CREATE TABLE log (
          sequence INTEGER PRIMARY KEY,
          time INTEGER NOT NULL,
          command TEXT NOT NULL,
          events TEXT NOT NULL,
          checksum INTEGER NOT NULL
        );
        INSERT INTO meta VALUES ('format_version', \(formatVersion));
        """)
  }

  /// Reads the whole log in order.
  /// - Throws: `.unavailable` if it is damaged.
  mutating func replay(_ body: (LogEntry) throws(EngineError) -> Void) throws(EngineError) {
    let path = database.path
    do {
      try database.inDatabase { database in
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM log ORDER BY sequence")
        while let row = try rows.next() {
          let text: String = row["events"]
          let entry = (time: row["time"] as Int64, command: row["command"] as String)
          checksum.add(entry.time, entry.command, text)
          sequence += 1
          guard row["sequence"] == sequence, row["checksum"] == checksum.value else {
            throw EngineError(
              .unavailable,
              "'\(path)' is damaged at entry \(sequence) of its log. Restore it from a backup.")
          }
          let events: [Event]
          do { events = try EventReader.events(in: text) } catch {
            // The checksum is valid, so a newer version wrote it.
            throw EngineError(
              .unavailable,
              "'\(path)' was written by a newer version of bpmnc: unknown "
                + "entry \(sequence) of its log ('\(entry.command)'). Open it with that version.")
          }
          try body(LogEntry(time: entry.time, command: entry.command, events: events))
        }
      }
    } catch let error as EngineError {
      throw error
    } catch {
      throw .log(path, error)
    }
  }

  /// Appends entries in one transaction. They are durable when it returns, to the configured
  /// degree.
  mutating func append(_ entries: [LogEntry]) throws(EngineError) {
    var sequence = sequence
    var checksum = checksum
    do {
      try database.inTransaction(.immediate) { database in
        let statement = try database.cachedStatement(
          sql: "INSERT INTO log VALUES (?, ?, ?, ?, ?)")
        for entry in entries {
          let text = EventWriter.text(of: entry.events)
          sequence += 1
          checksum.add(entry.time, entry.command, text)
          try statement.execute(
            arguments: [sequence, entry.time, entry.command, text, checksum.value])
        }
        return .commit
      }
    } catch {
      throw .log(database.path, error)
    }
    self.sequence = sequence
    self.checksum = checksum
  }

  func close() throws { try database.close() }
}

/// FNV-1a over everything written so far.
struct Checksum {
  private var hash = FNV1a()

  var value: Int64 { Int64(bitPattern: hash.value) }

  mutating func add(_ time: Int64, _ command: String, _ text: String) {
    hash.add(UInt64(bitPattern: time))
    hash.add(command)
    hash.add(text)
  }
}

extension EngineError {
  fileprivate static func log(_ path: String, _ error: any Error) -> EngineError {
    guard let error = error as? DatabaseError else {
      return EngineError(.unavailable, "'\(path)' cannot be opened: \(error)")
    }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return EngineError(
        .unavailable, "'\(path)' is in use by another engine. Stop it, or use another file.")
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      return EngineError(
        .unavailable,
        "'\(path)' is damaged or is not an engine database. Restore it, or use another file.")
    default:
      return EngineError(
        .unavailable, "'\(path)' cannot be opened: \(error.message ?? "\(error.resultCode)")")
    }
  }
}
