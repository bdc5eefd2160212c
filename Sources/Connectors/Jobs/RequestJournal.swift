import EngineProtocol
import GRDB
package import Storage

/// Remembers which jobs have a request under way that must not be sent twice.
///
/// A job that is handed out again while it is listed here was interrupted, by a crash or a lost
/// lease, at a time when its request may have been carried out.
package struct RequestJournal: Sendable {
  private let queue: DatabaseQueue

  /// The journal in a database.
  package init(_ database: ExecutorDatabase) { queue = database.queue }

  /// Is durable when it returns.
  func begin(_ job: EngineKey, describing request: String) async throws {
    try await queue.write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO request (job, description) VALUES (?, ?)",
        arguments: [job, request])
    }
  }

  /// The request that an earlier try left behind.
  func pending(_ job: EngineKey) async throws -> String? {
    try await queue.read { database in
      try String.fetchOne(
        database, sql: "SELECT description FROM request WHERE job = ?", arguments: [job])
    }
  }

  /// The engine knows the job's outcome, or nothing was sent. Is done also where the task is
  /// cancelled.
  func end(_ job: EngineKey) async throws {
    let deletion = Task { [queue] in
      try await queue.write { database in
        try database.execute(sql: "DELETE FROM request WHERE job = ?", arguments: [job])
      }
    }
    try await deletion.value
  }
}
