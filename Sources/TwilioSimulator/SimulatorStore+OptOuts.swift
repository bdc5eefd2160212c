import GRDB
import Text

extension SimulatorStore {
  /// Blocks or unblocks messages to a phone.
  /// - Parameter sender: a number, or the SID of the messaging service that it belongs to.
  /// - Returns: whether that changed anything.
  @discardableResult
  static func setOptedOut(
    _ isOptedOut: Bool, _ recipient: String, from sender: String, _ database: Database
  ) throws -> Bool {
    try database.execute(
      sql: isOptedOut
        ? "INSERT OR IGNORE INTO opt_out VALUES (?, ?)"
        : "DELETE FROM opt_out WHERE recipient = ? AND sender = ?",
      arguments: [PhoneNumber.plain(recipient), try scope(of: sender, database)])
    return database.changesCount > 0
  }

  /// Whether messages to a phone are blocked.
  static func isOptedOut(
    _ recipient: String, from sender: String, _ database: Database
  ) throws -> Bool {
    let scope = try scope(of: sender, database)
    // A messaging service that was not set up has all numbers.
    let isAnyNumber =
      try scope.hasPrefix("MG")
      && Row.fetchOne(
        database, sql: "SELECT 1 FROM resource WHERE kind = ? AND sid = ?",
        arguments: [StoredResource.Kind.service.rawValue, scope]) == nil
    return try Bool.fetchOne(
      database,
      sql: "SELECT EXISTS (SELECT 1 FROM opt_out WHERE recipient = ? AND (? OR sender = ?))",
      arguments: [PhoneNumber.plain(recipient), isAnyNumber, scope]) ?? false
  }

  /// What an opt-out is about: the number, or the messaging service that it belongs to.
  private static func scope(of sender: String, _ database: Database) throws -> String {
    try service(ofNumber: sender, database)?.sid ?? PhoneNumber.plain(sender)
  }
}
