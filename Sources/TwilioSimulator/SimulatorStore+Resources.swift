import GRDB
import HTTP
import Text

extension SimulatorStore {
  /// Adds or replaces a resource.
  func save(_ resource: StoredResource) async throws {
    try await queue.write { database in
      try database.execute(
        sql: """
          INSERT INTO resource (kind, sid, account, parent, document) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (kind, sid, account) DO UPDATE SET document = excluded.document
          """,
        arguments: [
          resource.kind.rawValue, resource.sid, resource.account, resource.parent,
          try Self.document(resource),
        ])
    }
  }

  /// The resources of an account, oldest first.
  func resources(
    _ kind: StoredResource.Kind, account: String, parent: String = ""
  ) async throws -> [StoredResource] {
    try await queue.read { database in
      try Self.resources(kind, account: account, parent: parent, database)
    }
  }

  static func resources(
    _ kind: StoredResource.Kind, account: String, parent: String = "", _ database: Database
  ) throws -> [StoredResource] {
    try Row.fetchAll(
      database,
      sql: "SELECT * FROM resource WHERE kind = ? AND account = ? AND parent = ? ORDER BY ordinal",
      arguments: [kind.rawValue, account, parent]
    ).map { try value($0) }
  }

  func resource(
    _ kind: StoredResource.Kind, _ sid: String, account: String
  ) async throws -> StoredResource? {
    try await queue.read { try Self.resource(kind, sid, account: account, $0) }
  }

  static func resource(
    _ kind: StoredResource.Kind, _ sid: String, account: String, _ database: Database
  ) throws -> StoredResource? {
    try Row.fetchOne(
      database, sql: "SELECT * FROM resource WHERE kind = ? AND sid = ? AND account = ?",
      arguments: [kind.rawValue, sid, account]
    ).map { try value($0) }
  }

  /// Deletes a resource and what belongs to it.
  func remove(_ resource: StoredResource) async throws {
    try await queue.write { database in
      try database.execute(
        sql: """
          DELETE FROM resource
          WHERE account = ? AND (parent = ? OR (kind = ? AND sid = ?))
          """,
        arguments: [
          resource.account, resource.sid, resource.kind.rawValue, resource.sid,
        ])
    }
  }

  /// The settings of a number that were changed, in any account.
  static func number(_ number: String, _ database: Database) throws -> StoredResource? {
    try Row.fetchOne(
      database, sql: "SELECT * FROM resource WHERE kind = ? AND sid = ?",
      arguments: [StoredResource.Kind.number.rawValue, PhoneNumberSID.of(number)]
    ).map { try value($0) }
  }

  /// The messaging service that a number belongs to, in any account.
  static func service(ofNumber number: String, _ database: Database) throws -> StoredResource? {
    let member = try Row.fetchOne(
      database, sql: "SELECT * FROM resource WHERE kind = ? AND sid = ?",
      arguments: [StoredResource.Kind.servicePhoneNumber.rawValue, PhoneNumberSID.of(number)])
    guard let member else { return nil }
    let resource: StoredResource = try value(member)
    return try self.resource(.service, resource.parent, account: resource.account, database)
  }
}

/// The SIDs of the account's numbers, which follow from the numbers.
enum PhoneNumberSID {
  /// The SID of a number, with or without the prefix `whatsapp:`.
  static func of(_ number: String) -> String {
    "PN" + String(sha256Hexadecimal(Array(PhoneNumber.plain(number).utf8)).prefix(32))
  }
}
