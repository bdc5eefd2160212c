import FoundationEssentials
import GRDB
import HTTP
import JSON
import Storage
import Text

/// What the simulated account stores: tables in the executor's data file.
///
/// A row has the columns that queries need; everything else is in its JSON document.
struct SimulatorStore: Sendable {
  let queue: DatabaseQueue
  /// Yields once messages with transitions to come were added.
  let changes: AsyncStream<Void>
  private let changeContinuation: AsyncStream<Void>.Continuation

  /// The number of messages that are kept; the oldest finished ones are deleted beyond it.
  static let maximumMessages = 100_000

  init(_ file: DataFile) throws {
    queue = file.queue
    (changes, changeContinuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS message (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT, sid TEXT NOT NULL UNIQUE,
            account TEXT NOT NULL, direction TEXT NOT NULL, sender TEXT NOT NULL,
            recipient TEXT NOT NULL, sent INTEGER, due INTEGER, automatic INTEGER NOT NULL,
            document BLOB NOT NULL);
          CREATE INDEX IF NOT EXISTS message_pair ON message (sender, recipient);
          CREATE INDEX IF NOT EXISTS message_due ON message (due) WHERE due IS NOT NULL;
          CREATE TABLE IF NOT EXISTS media (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT, sid TEXT NOT NULL UNIQUE,
            type TEXT NOT NULL, content BLOB NOT NULL);
          CREATE TABLE IF NOT EXISTS resource (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, sid TEXT NOT NULL,
            account TEXT NOT NULL, parent TEXT NOT NULL, document BLOB NOT NULL,
            UNIQUE (kind, sid, account));
          CREATE TABLE IF NOT EXISTS status_callback (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT, message TEXT NOT NULL,
            document BLOB NOT NULL);
          CREATE TABLE IF NOT EXISTS webhook_event (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT, document BLOB NOT NULL);
          CREATE TABLE IF NOT EXISTS fault (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT, document BLOB NOT NULL);
          CREATE TABLE IF NOT EXISTS phone (
            number TEXT PRIMARY KEY, document BLOB NOT NULL) WITHOUT ROWID;
          CREATE TABLE IF NOT EXISTS opt_out (
            recipient TEXT NOT NULL, sender TEXT NOT NULL, PRIMARY KEY (recipient, sender)
          ) WITHOUT ROWID;
          """)
    }
  }

  /// Wakes up who waits for `changes`.
  func changed() { changeContinuation.yield() }

  /// What becomes of messages to a phone.
  static func outcome(of phone: String, _ database: Database) throws -> DeliveryOutcome {
    try Row.fetchOne(
      database, sql: "SELECT document FROM phone WHERE number = ?",
      arguments: [PhoneNumber.plain(phone)]
    ).map { try value($0) } ?? DeliveryOutcome()
  }

  /// Sets what becomes of messages to a phone; nil restores the default.
  func setOutcome(_ outcome: DeliveryOutcome?, of phone: String) async throws {
    try await queue.write { database in
      guard let outcome else {
        return try database.execute(
          sql: "DELETE FROM phone WHERE number = ?", arguments: [PhoneNumber.plain(phone)])
      }
      try database.execute(
        sql: "INSERT OR REPLACE INTO phone VALUES (?, ?)",
        arguments: [PhoneNumber.plain(phone), try Self.document(outcome)])
    }
  }

  /// A new message SID: SM, or MM with media.
  static func newSID(hasMedia: Bool) -> String { newSID(hasMedia ? "MM" : "SM") }

  /// A new SID: its letters and 32 hexadecimal digits.
  static func newSID(_ letters: String) -> String {
    letters + (0..<16).map { _ in UInt8.random(in: 0...255) }.hexadecimal
  }

  /// The document of a row.
  static func document(_ value: some Encodable) throws -> Data {
    try JSONEncoder().encode(value)
  }

  static func value<Value: Decodable>(_ row: Row) throws -> Value {
    try JSONDecoder().decode(Value.self, from: row["document"])
  }
}
