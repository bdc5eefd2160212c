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

  /// Creates a delivery.
  package init(
    waiting: [CorrelateMessageRequest], starts: [Start] = [], kept: PublishMessageRequest? = nil
  ) {
    self.waiting = waiting
    self.starts = starts
    self.kept = kept
  }
}

/// What an engine did with an inbound delivery.
package enum DeliveryResult: Sendable {
  /// The key of a published message or of a created instance.
  package typealias StartKey = EngineKey

  /// The engine has already processed one of the messages, and so the whole request.
  case repeated
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
