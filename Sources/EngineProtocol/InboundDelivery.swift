/// What an inbound request asks of an engine. It is carried out completely or not at all: waiting
/// instances receive its messages; if none waits, start events create instances; if there is no
/// start event either, a message is buffered.
package struct InboundDelivery: Sendable {
  /// What a start event does.
  package enum Start: Sendable {
    /// A start event with a message publishes that message.
    case message(PublishMessageRequest)
    /// A start event without a message creates an instance.
    case instance(CreateInstanceRequest)
  }

  /// The messages for waiting instances, with their receivers.
  package var waiting: [CorrelateMessageRequest]
  /// What to do if no instance waits.
  package var starts: [Start]
  /// The message to buffer if nothing else happens.
  package var kept: PublishMessageRequest?
  /// What identifies the delivery, which is remembered in the same transaction; nil if a repetition
  /// cannot be recognized.
  package var receipt: DeliveryReceipt?

  /// Creates a delivery.
  package init(
    waiting: [CorrelateMessageRequest] = [], starts: [Start] = [],
    kept: PublishMessageRequest? = nil, receipt: DeliveryReceipt? = nil
  ) {
    self.waiting = waiting
    self.starts = starts
    self.kept = kept
    self.receipt = receipt
  }
}

/// Identifies an inbound delivery, so that it is carried out once.
package struct DeliveryReceipt: Sendable {
  /// The same for a repetition, and for nothing else.
  package var id: String
  /// A digest of the content that the id stands for; a delivery with the same id and other content
  /// is forged.
  package var content: String
  /// Whether a delivery with the same id and content is a repetition.
  package var isUnique: Bool
  /// Milliseconds for which the delivery is remembered.
  package var retention: Int64
  /// What to return when the delivery is repeated.
  package var note: @Sendable (DeliveryResult) -> String

  /// Creates a receipt.
  package init(
    id: String, content: String, isUnique: Bool, retention: Int64,
    note: @escaping @Sendable (DeliveryResult) -> String
  ) {
    self.id = id
    self.content = content
    self.isUnique = isUnique
    self.retention = retention
    self.note = note
  }
}

/// What an engine did with an inbound delivery.
package enum DeliveryResult: Sendable {
  /// The key of a published message or of a created instance.
  package typealias StartKey = EngineKey

  /// The delivery has already been carried out, or one of its messages has been received.
  /// - Parameter note: what was noted when it was carried out; nil if only a message is known.
  case repeated(note: String?)
  /// A delivery with the same id and other content was received before.
  case forged
  /// Instances received messages: one entry for each of `InboundDelivery.waiting`, nil if no
  /// instance waited for it.
  case correlated([MessageCorrelation?])
  /// Start events were triggered: one key for each of `InboundDelivery.starts`.
  case started([StartKey])
  /// The message was buffered.
  case kept(EngineKey)
  /// No instance waits, and the delivery has no start event and nothing to buffer.
  case unmatched
}
