import FoundationEssentials
import GRDB
import HTTP
import JSON
import Storage
import Text

/// The messages of the simulated account, in order of creation.
struct SimulatorStore: Sendable {
  private let queue: DatabaseQueue

  init(_ file: DataFile) throws {
    queue = file.queue
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS message (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT, sid TEXT NOT NULL UNIQUE,
            account TEXT NOT NULL, sender TEXT NOT NULL, picked INTEGER NOT NULL,
            recipient TEXT NOT NULL, service TEXT, body TEXT NOT NULL, direction TEXT NOT NULL,
            media TEXT NOT NULL, created INTEGER NOT NULL, send_at INTEGER, changed INTEGER,
            status TEXT)
          """)
    }
  }

  /// A new message SID: SM, or MM with media, and 32 hexadecimal digits.
  static func newSID(hasMedia: Bool) -> String {
    (hasMedia ? "MM" : "SM") + (0..<16).map { _ in UInt8.random(in: 0...255) }.hexadecimal
  }

  func add(_ message: TwilioMessage) async throws {
    let media = JSONValue.array(message.media.map(JSONValue.string)).text()
    try await queue.write { database in
      try database.execute(
        sql: """
          INSERT INTO message
            (sid, account, sender, picked, recipient, service, body, direction, media, created,
              send_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          message.sid, message.account, message.from, message.isFromPicked, message.to,
          message.messagingService, message.body, message.direction.rawValue, media,
          message.created, message.sendAt,
        ])
    }
  }

  func message(_ sid: String, account: String) async throws -> TwilioMessage? {
    try await queue.read { database in
      try Row.fetchOne(
        database, sql: "SELECT * FROM message WHERE sid = ? AND \(Self.isInAccount)",
        arguments: [sid, account, TwilioMessage.Direction.outboundAPI.rawValue]
      ).map { try Self.message($0, account: account) }
    }
  }

  /// All messages, oldest first.
  func messages() async throws -> [TwilioMessage] {
    try await queue.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM message ORDER BY ordinal")
        .map { try Self.message($0) }
    }
  }

  /// The messages of an account, oldest first.
  func messages(account: String) async throws -> [TwilioMessage] {
    try await queue.read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM message WHERE \(Self.isInAccount) ORDER BY ordinal",
        arguments: [account, TwilioMessage.Direction.outboundAPI.rawValue]
      ).map { try Self.message($0, account: account) }
    }
  }

  /// The numbers have no account, so messages to them are in every account.
  private static let isInAccount = "(account = ? OR direction <> ?)"

  /// Stores the members that requests can change.
  func update(_ message: TwilioMessage) async throws {
    try await queue.write { database in
      try database.execute(
        sql: "UPDATE message SET body = ?, status = ?, changed = ? WHERE sid = ?",
        arguments: [
          message.body, message.isCanceled ? Self.canceled : nil, message.changed, message.sid,
        ])
    }
  }

  func remove(_ sid: String) async throws {
    try await queue.write { database in
      try database.execute(sql: "DELETE FROM message WHERE sid = ?", arguments: [sid])
    }
  }

  private static let canceled = TwilioMessage.Status.canceled.rawValue

  private static func message(_ row: Row, account: String? = nil) throws -> TwilioMessage {
    let media = try JSONValue(parsing: row["media"] as String).array ?? []
    return TwilioMessage(
      sid: row["sid"], account: account ?? row["account"], from: row["sender"],
      to: row["recipient"],
      messagingService: row["service"], isFromPicked: row["picked"], body: row["body"],
      // This type is the only writer of the column.
      direction: TwilioMessage.Direction(rawValue: row["direction"]) ?? .outboundAPI,
      media: media.compactMap(\.string), created: row["created"],
      sendAt: row["send_at"], changed: row["changed"],
      isCanceled: row["status"] as String? == canceled)
  }
}
