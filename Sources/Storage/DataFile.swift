package import GRDB

/// The database file of an executor: what the engine, the webhooks and the simulator store lives in
/// one file, so that it can be committed together.
///
/// One connection serves all writers. Only one process at a time may write; others may read.
package final class DataFile: Sendable {
  /// The only connection for writing.
  package let queue: DatabaseQueue
  /// The path as it was given; nil if everything is kept in memory.
  package let path: String?
  private let lock: PrivateFile?

  /// "BPMN" in the file's header: distinguishes this format from other SQLite files.
  private static let applicationID: Int32 = 0x4250_4D4E
  private static let formatVersion = 3

  /// Opens or creates a file.
  /// - Parameter path: nil keeps everything in memory.
  /// - Throws: `StorageFault` for a file that is in use, damaged, of another program or of another
  ///   version, that lost its contents, or that cannot be opened.
  package init(path: String? = nil, durability: Durability = .full) throws(StorageFault) {
    self.path = path
    guard let path else {
      lock = nil
      do { queue = try DatabaseQueue() } catch { throw StorageFault("memory", error) }
      return
    }
    try Self.checkCompanions(of: path)
    lock = try PrivateFile(path)
    do {
      var configuration = Configuration()
      configuration.label = "bpmnc data"
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inDatabase { try Self.prepare($0, path, durability) }
    } catch let fault as StorageFault {
      throw fault
    } catch {
      throw StorageFault(path, error)
    }
  }

  /// Closes the file, so that it can be opened again. Later calls fail.
  package func close() {
    // Everything is committed; an error on closing does not change that.
    try? queue.close()
    lock?.unlock()
  }

  /// A file without contents next to files that belong to it has lost them.
  private static func checkCompanions(of path: String) throws(StorageFault) {
    guard PrivateFile.size(path) ?? 0 == 0 else { return }
    for companion in [path + "-wal", path + "-history"]
    where PrivateFile.size(companion) ?? 0 > 0 {
      throw StorageFault(
        description: "'\(path)' is \(PrivateFile.size(path) == nil ? "missing" : "empty"), but "
          + "'\(companion)' shows that it had contents. Restore it from a backup, or delete "
          + "'\(companion)' to start without data.")
    }
  }

  private static func prepare(
    _ database: Database, _ path: String, _ durability: Durability
  ) throws {
    let identity = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard identity == applicationID || (identity == 0 && tables == 0) else {
      throw StorageFault(
        description: "'\(path)' is not a data file of bpmnc. Use another file.")
    }
    try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON")
    // After the journal mode: when GRDB sets WAL mode itself, it lowers this to NORMAL.
    try database.execute(sql: "PRAGMA synchronous = \(durability == .full ? "FULL" : "NORMAL")")
    if tables == 0 {
      try database.inTransaction(.immediate) {
        try database.execute(
          sql: """
            PRAGMA application_id = \(applicationID);
            CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
            INSERT INTO meta VALUES ('format_version', \(formatVersion));
            """)
        return .commit
      }
    }
    let version = try Int.fetchOne(
      database, sql: "SELECT value FROM meta WHERE name = 'format_version'")
    guard version == formatVersion else {
      throw StorageFault(
        description: "'\(path)' has format version \(version.map(String.init) ?? "unknown"), "
          + "expected \(formatVersion). Open it with the version that wrote it.")
    }
  }
}

/// What an acknowledged command survives.
package enum Durability: String, Sendable, CaseIterable {
  /// Power loss: every commit waits for the disk.
  case full
  /// The end of the process, even when killed; the last commits may be lost on power loss.
  case fast
}
