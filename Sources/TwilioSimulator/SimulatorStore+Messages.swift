import GRDB
import Text

extension SimulatorStore {
  func add(_ message: TwilioMessage) async throws {
    try await queue.write { try Self.insert(message, $0) }
    changed()
  }

  /// Adds a message in a transaction of the caller.
  static func insert(_ message: TwilioMessage, _ database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO message
          (sid, account, direction, sender, recipient, sent, due, automatic, document)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        message.sid, message.account, message.direction.rawValue, message.from, message.to,
        message.sent, message.due, message.isAutomatic, try document(message),
      ])
    let ordinal = database.lastInsertedRowID
    if ordinal > maximumMessages { try removeOldest(upTo: ordinal, database) }
  }

  /// Deletes finished messages that are older than the newest `maximumMessages`.
  private static func removeOldest(upTo ordinal: Int64, _ database: Database) throws {
    try database.execute(
      sql: "DELETE FROM message WHERE ordinal <= ? AND due IS NULL",
      arguments: [ordinal - Int64(maximumMessages)])
  }

  /// Stores a changed message.
  func update(_ message: TwilioMessage) async throws {
    try await queue.write { try Self.update(message, $0) }
  }

  /// Stores a changed message in a transaction of the caller.
  static func update(_ message: TwilioMessage, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE message SET sender = ?, sent = ?, due = ?, document = ? WHERE sid = ?",
      arguments: [message.from, message.sent, message.due, try document(message), message.sid])
  }

  /// Deletes a message and its files.
  func remove(_ message: TwilioMessage) async throws {
    try await queue.write { database in
      for item in message.media {
        try database.execute(sql: "DELETE FROM media WHERE sid = ?", arguments: [item.sid])
      }
      try database.execute(sql: "DELETE FROM message WHERE sid = ?", arguments: [message.sid])
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
        .map { try Self.value($0) }
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

  /// Numbers are the same in all accounts, so messages to them are in every account.
  private static let isInAccount = "automatic = 0 AND (account = ? OR direction <> ?)"

  private static func message(_ row: Row, account: String) throws -> TwilioMessage {
    var message: TwilioMessage = try value(row)
    message.account = account
    return message
  }

  /// The messages with a transition that is due, oldest first.
  static func due(_ now: Int64, _ database: Database) throws -> [TwilioMessage] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM message WHERE due <= ? ORDER BY due, ordinal",
      arguments: [now]
    ).map { try value($0) }
  }

  /// When the next transition is due, in milliseconds since 1970; nil if no message has one.
  func nextDue() async throws -> Int64? {
    try await queue.read { database in
      try Int64.fetchOne(database, sql: "SELECT min(due) FROM message WHERE due IS NOT NULL")
    }
  }

  /// The ordinals of the last messages from numbers, and the number that a phone last got one from.
  static func lastUses(
    of numbers: [String], to phone: String, _ database: Database
  ) throws -> (any: [String: Int64], toRecipient: String?) {
    var uses: [String: Int64] = [:]
    var (recipient, latest): (String?, Int64) = (nil, 0)
    for number in numbers {
      let sender = PhoneNumber.isWhatsApp(phone) ? PhoneNumber.onWhatsApp(number) : number
      uses[number] = try Int64.fetchOne(
        database, sql: "SELECT max(ordinal) FROM message WHERE sender = ?", arguments: [sender])
      let own =
        try Int64.fetchOne(
          database, sql: "SELECT max(ordinal) FROM message WHERE sender = ? AND recipient = ?",
          arguments: [sender, phone]) ?? 0
      if own > latest { (recipient, latest) = (number, own) }
    }
    return (uses, recipient)
  }

  /// When a phone last wrote to a number, in milliseconds since 1970.
  static func lastReceived(
    from phone: String, by number: String, _ database: Database
  ) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: "SELECT max(sent) FROM message WHERE direction = ? AND sender = ? AND recipient = ?",
      arguments: [TwilioMessage.Direction.inbound.rawValue, phone, number])
  }
}
