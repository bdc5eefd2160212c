import FoundationEssentials
import GRDB
import JSON

/// The deliveries that were answered, so that a retry gets the same answer and does nothing.
struct DeliveryMemory: Sendable {
  private let queue: DatabaseQueue

  /// Senders have given up long before, in milliseconds: a day.
  private static let span: Int64 = 86_400_000

  init(_ database: ExecutorDatabase) { queue = database.queue }

  func response(to delivery: String) async throws -> ServerResponse? {
    try await queue.read { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT status, headers, body FROM delivery WHERE key = ?",
          arguments: [delivery])
      else { return nil }
      let headers = (try? JSONValue(parsing: row["headers"] as String))?.object?.members ?? []
      return ServerResponse(
        status: row["status"], headers: headers.map { ($0.key, $0.value.string ?? "") },
        body: Array(row["body"] as Data))
    }
  }

  /// - Parameter now: milliseconds since 1970.
  func remember(_ response: ServerResponse, to delivery: String, now: Int64) async throws {
    let headers = JSONValue.object(response.headers.map { ($0.name, .string($0.value)) }).text()
    try await queue.write { database in
      try database.execute(
        sql: "DELETE FROM delivery WHERE time < ?", arguments: [now - Self.span])
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO delivery (key, time, status, headers, body) VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [delivery, now, response.status, headers, Data(response.body)])
    }
  }
}
