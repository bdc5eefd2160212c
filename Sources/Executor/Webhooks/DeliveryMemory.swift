import FoundationEssentials
import GRDB
import JSON
import Synchronization

/// The deliveries that were answered, so that a retry gets the same answer and does nothing.
final class DeliveryMemory: Sendable {
  private let queue: DatabaseQueue
  private let underWay = Mutex<Set<String>>([])

  /// Senders have given up long before, in milliseconds: a day.
  private static let span: Int64 = 86_400_000

  init(_ database: ExecutorDatabase) { queue = database.queue }

  /// Answers a delivery once: a repetition gets the first answer, one that comes while that is
  /// still made is sent away for a moment. What failed may be tried again.
  ///
  /// - Parameter now: milliseconds since 1970.
  func answer(
    _ delivery: String, now: Int64, _ make: () async throws -> ServerResponse
  ) async throws -> (response: ServerResponse, isRepeated: Bool) {
    guard underWay.withLock({ $0.insert(delivery).inserted }) else {
      return (ServerResponse(status: 503, headers: [("Retry-After", "1")]), true)
    }
    defer { underWay.withLock { _ = $0.remove(delivery) } }
    if let earlier = try await response(to: delivery) { return (earlier, true) }
    let response = try await make()
    if response.status < 400 { try await remember(response, to: delivery, now: now) }
    return (response, false)
  }

  private func response(to delivery: String) async throws -> ServerResponse? {
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

  private func remember(_ response: ServerResponse, to delivery: String, now: Int64) async throws {
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
