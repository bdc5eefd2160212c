/// What a request from outside asks of an engine, all of it or nothing: waiting instances take its
/// messages; where none waits, start events begin new ones; where there is no start event either, a
/// message is kept.
package struct InboundDelivery: Sendable {
  /// What a start event does.
  package enum Start: Sendable {
    /// One with a message publishes it.
    case message(PublishMessageRequest)
    /// One without begins an instance.
    case instance(CreateInstanceRequest)
  }

  /// The messages for instances that wait, with their receivers.
  package var waiting: [CorrelateMessageRequest]
  /// What happens where no instance waits.
  package var starts: [Start]
  /// What is kept where nothing else happens.
  package var kept: PublishMessageRequest?

  /// Collects what a request asks for.
  package init(
    waiting: [CorrelateMessageRequest], starts: [Start] = [], kept: PublishMessageRequest? = nil
  ) {
    self.waiting = waiting
    self.starts = starts
    self.kept = kept
  }
}

/// What an engine did for a request from outside.
package enum DeliveryResult: Sendable {
  /// The key of a published message, or of the instance that was begun.
  package typealias StartKey = EngineKey

  /// The engine has had one of the messages before, and so all of the request.
  case repeated
  /// Instances took messages: one entry for each of `InboundDelivery.waiting`, nil for those that
  /// nobody waited for.
  case correlated([MessageCorrelation?])
  /// Start events did what they do: one key for each of `InboundDelivery.starts`.
  case started([StartKey])
  /// The message was kept.
  case kept(EngineKey)
  /// Nothing waits, and nothing else was asked for.
  case notTaken
}
