import GRDB
import JSON

/// A request to one of the account's URLs, as Twilio's debugger shows it.
struct SimulatorEvent: Sendable, Codable {
  /// Milliseconds since 1970.
  var time: Int64
  var method: String
  var url: String
  var fields: WebhookCall.Fields
  var token: String
  /// The status of the last response; nil if there was none.
  var status: Int?
  var attempts: Int
  var errorCode: Int?
  var remarks: [String]

  /// How many of the latest events are kept.
  static let maximum = 1000

  var json: JSONValue {
    .object([
      ("time", TwilioMessage.date(time)), ("method", .string(method)), ("url", .string(url)),
      ("fields", .object(Array(zip(fields.names, fields.values.map(JSONValue.string))))),
      ("idempotencyToken", .string(token)), ("status", JSONValue(status)),
      ("attempts", JSONValue(attempts)), ("errorCode", JSONValue(errorCode)),
      ("remarks", .array(remarks.map(JSONValue.string))),
    ])
  }
}

extension SimulatorStore {
  /// Adds an event, and drops the oldest ones beyond the maximum.
  func record(_ event: SimulatorEvent) async throws {
    try await queue.write { database in
      try database.execute(
        sql: "INSERT INTO webhook_event (document) VALUES (?)",
        arguments: [try Self.document(event)])
      try database.execute(
        sql: "DELETE FROM webhook_event WHERE ordinal <= ?",
        arguments: [database.lastInsertedRowID - Int64(SimulatorEvent.maximum)])
    }
  }

  /// The latest events, oldest first.
  func events() async throws -> [SimulatorEvent] {
    try await queue.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM webhook_event ORDER BY ordinal")
        .map { try Self.value($0) }
    }
  }
}
