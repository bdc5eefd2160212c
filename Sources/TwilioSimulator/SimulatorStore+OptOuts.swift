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
      arguments: [PhoneNumber.plain(recipient), PhoneNumber.plain(sender)])
    return database.changesCount > 0
  }

  /// Whether messages to a phone are blocked.
  static func isOptedOut(
    _ recipient: String, from sender: String, _ database: Database
  ) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM opt_out WHERE recipient = ? AND sender = ?)",
      arguments: [PhoneNumber.plain(recipient), PhoneNumber.plain(sender)]) ?? false
  }
}
