import GRDB
import JSON
import Storage
import Synchronization

/// The completed deliveries, so that a retry gets the same response and has no effect.
///
/// Stores which element responded instead of the response, which may contain a secret.
final class DeliveryJournal: Sendable {
  private let queue: DatabaseQueue
  private let inProgress = Mutex<Set<String>>([])

  /// How long deliveries are remembered, in milliseconds: a day, by when senders have given up.
  private static let retention: Int64 = 86_400_000

  init(_ database: ExecutorDatabase) { queue = database.queue }

  /// The result of a delivery.
  enum Disposition: Sendable {
    case carriedOut(WebhookOutcome)
    /// It was already carried out.
    case repeated(WebhookOutcome)
    /// It is in progress for an earlier request.
    case inProgress
    /// Its signature was received before, with different content.
    case forged
  }

  /// Carries out a delivery once. A failed delivery may be tried again.
  ///
  /// - Parameter now: milliseconds since 1970.
  func once(
    _ delivery: DeliveryIdentity, now: Int64, _ carryOut: () async throws -> WebhookOutcome
  ) async throws -> Disposition {
    if let content = delivery.signedContent,
      try await !isFirst(content, of: delivery.key, now: now)
    {
      return .forged
    }
    return delivery.isUnique
      ? try await once(delivery.key, now: now, carryOut) : .carriedOut(try await carryOut())
  }

  private func once(
    _ delivery: String, now: Int64, _ carryOut: () async throws -> WebhookOutcome
  ) async throws -> Disposition {
    guard inProgress.withLock({ $0.insert(delivery).inserted }) else { return .inProgress }
    defer { inProgress.withLock { _ = $0.remove(delivery) } }
    if let earlier = try await outcome(of: delivery) { return .repeated(earlier) }
    let outcome = try await carryOut()
    try await remember(outcome, of: delivery, now: now)
    return .carriedOut(outcome)
  }

  /// Whether a signature is new or has the same content as when it was first received.
  private func isFirst(_ content: String, of key: String, now: Int64) async throws -> Bool {
    try await queue.write { database in
      try database.execute(
        sql: "DELETE FROM signature WHERE time < ?", arguments: [now - Self.retention])
      try database.execute(
        sql: "INSERT OR IGNORE INTO signature (key, time, content) VALUES (?, ?, ?)",
        arguments: [key, now, content])
      return try String.fetchOne(
        database, sql: "SELECT content FROM signature WHERE key = ?", arguments: [key]) == content
    }
  }

  private func outcome(of delivery: String) async throws -> WebhookOutcome? {
    try await queue.read { database in
      let text = try String.fetchOne(
        database, sql: "SELECT outcome FROM delivery WHERE key = ?", arguments: [delivery])
      return try text.map { WebhookOutcome(try JSONValue(parsing: $0)) }
    }
  }

  private func remember(
    _ outcome: WebhookOutcome, of delivery: String, now: Int64
  ) async throws {
    try await queue.write { database in
      try database.execute(
        sql: "DELETE FROM delivery WHERE time < ?", arguments: [now - Self.retention])
      try database.execute(
        sql: "INSERT OR REPLACE INTO delivery (key, time, outcome) VALUES (?, ?, ?)",
        arguments: [delivery, now, outcome.json.text()])
    }
  }
}

/// What was done for a request, as far as the response depends on it.
struct WebhookOutcome: Sendable, Equatable {
  /// The element whose response expression creates the response.
  struct Responder: Sendable, Equatable {
    var processID: String
    var elementID: String
    /// As the expression sees it.
    var correlation: JSONValue
  }

  /// Nil for a response without content.
  var responder: Responder?

  init(responder: Responder? = nil) { self.responder = responder }

  init(_ json: JSONValue) {
    guard let process = json["process"]?.string, let element = json["element"]?.string else {
      return
    }
    responder = Responder(
      processID: process, elementID: element, correlation: json["correlation"] ?? .null)
  }

  var json: JSONValue {
    guard let responder else { return [:] }
    return [
      "process": .string(responder.processID), "element": .string(responder.elementID),
      "correlation": responder.correlation,
    ]
  }
}
