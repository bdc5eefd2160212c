import EngineProtocol

/// The changes of one command: a row of the log.
struct LogEntry: Sendable {
  /// Milliseconds since 1970.
  var time: Int64
  var command: String
  var changes: [Change]
  /// The inbound delivery that the command carried out, to be remembered with it.
  var receipt: StoredReceipt?
}

/// A remembered inbound delivery.
struct StoredReceipt: Sendable, Equatable {
  var id: String
  /// A digest of the signed content; empty if nothing was signed.
  var content: String
  /// What its sender wants to know about it when it is repeated (`DeliveryReceipt.note`); nil if it
  /// was not carried out.
  var note: String?
  /// When it may be forgotten, in milliseconds since 1970.
  var expiry: Int64
}
