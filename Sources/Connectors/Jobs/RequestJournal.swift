import EngineProtocol
import GRDB
package import Storage

/// Remembers which jobs have sent a request that must not be repeated.
///
/// A job handed out again while it is listed here was interrupted, by a crash or a lost lease, at a
/// time when its request may have been carried out.
package struct RequestJournal: Sendable {
  private let queue: DatabaseQueue

  /// Creates a journal in a database.
  package init(_ database: ExecutorDatabase) { queue = database.queue }

  /// Adds an entry, which is durable on return.
  func begin(_ job: EngineKey, describing request: String) async throws {
    try await queue.write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO request (job, description) VALUES (?, ?)",
        arguments: [job, request])
    }
  }

  /// The request of an earlier attempt.
  func pending(_ job: EngineKey) async throws -> String? {
    try await queue.read { database in
      try String.fetchOne(
        database, sql: "SELECT description FROM request WHERE job = ?", arguments: [job])
    }
  }

  /// Removes the entry because the engine has the job's outcome, or nothing was sent. Runs even if
  /// the task is cancelled.
  func end(_ job: EngineKey) async throws {
    let deletion = Task { [queue] in
      try await queue.write { database in
        try database.execute(sql: "DELETE FROM request WHERE job = ?", arguments: [job])
      }
    }
    try await deletion.value
  }
}
