package import GRDB

/// The executor's own state beside the engine: requests in progress, completed deliveries, and the
/// simulator's messages.
package struct ExecutorDatabase: Sendable {
  /// The only connection to the database.
  package let queue: DatabaseQueue

  /// Opens the file, creating it if needed, and migrates its tables.
  /// - Parameter path: nil keeps everything in memory.
  /// - Throws: SQLite's error for a file that cannot be opened, and `PrivateFile.Fault`.
  package init(path: String?) throws {
    var configuration = Configuration()
    // GRDB lowers `synchronous` only where it sets the journal mode itself. A request must be on
    // disk before it is sent, so that a crash cannot cause it to be sent twice.
    configuration.prepareDatabase { database in
      try database.execute(
        sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
    }
    try path.map(PrivateFile.prepare)
    queue =
      try path.map { try DatabaseQueue(path: $0, configuration: configuration) }
      ?? DatabaseQueue()
    try Self.migrator.migrate(queue)
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE request (job INTEGER PRIMARY KEY, description TEXT NOT NULL);
          CREATE TABLE delivery (
            key TEXT PRIMARY KEY, time INTEGER NOT NULL, status INTEGER NOT NULL,
            headers TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
          CREATE TABLE message (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT, sid TEXT NOT NULL UNIQUE,
            account TEXT NOT NULL, sender TEXT NOT NULL, recipient TEXT NOT NULL,
            service TEXT, body TEXT NOT NULL, direction TEXT NOT NULL,
            media TEXT NOT NULL, created INTEGER NOT NULL, status TEXT);
          """)
    }
    // Responses may contain secrets: overwrite the stored ones; from now on they are recomputed.
    migrator.registerMigration("2") { database in
      try database.execute(
        sql: """
          DROP TABLE delivery;
          CREATE TABLE delivery (
            key TEXT PRIMARY KEY, time INTEGER NOT NULL, outcome TEXT NOT NULL) WITHOUT ROWID;
          CREATE TABLE deployed (
            process TEXT PRIMARY KEY, name TEXT NOT NULL, bytes BLOB NOT NULL) WITHOUT ROWID;
          """)
    }
    migrator.registerMigration("3") { database in
      try database.execute(
        sql: """
          ALTER TABLE message ADD COLUMN picked INTEGER NOT NULL DEFAULT 0;
          ALTER TABLE message ADD COLUMN send_at INTEGER;
          ALTER TABLE message ADD COLUMN changed INTEGER;
          """)
    }
    migrator.registerMigration("4") { database in
      try database.execute(
        sql: """
          CREATE TABLE signature (
            key TEXT PRIMARY KEY, time INTEGER NOT NULL, content TEXT NOT NULL) WITHOUT ROWID;
          """)
    }
    return migrator
  }
}
