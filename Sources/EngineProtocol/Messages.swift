package import JSON

/// A message for current subscriptions, and for those opened within its time to live.
package struct PublishMessageRequest: Sendable, Equatable {
  /// The name of the message, never empty.
  package var name: String
  /// Empty for a message start event without a correlation key.
  package var correlationKey: String
  /// Empty to disable de-duplication.
  package var messageID: String
  /// Milliseconds for which the message is buffered for later subscriptions.
  package var timeToLive: Int64
  /// The variables passed to each element that the message is correlated with.
  package var variables: JSONObject

  /// Creates a request to publish a message, by default without a correlation key, de-duplication
  /// and buffering.
  package init(
    name: String, correlationKey: String = "", messageID: String = "", timeToLive: Int64 = 0,
    variables: JSONObject = JSONObject()
  ) {
    self.name = name
    self.correlationKey = correlationKey
    self.messageID = messageID
    self.timeToLive = timeToLive
    self.variables = variables
  }
}

/// A message for current subscriptions only. `messageID`, `retention` and `receivers` are
/// extensions of this engine; the REST API has no members for them.
package struct CorrelateMessageRequest: Sendable {
  /// The name of the message, never empty.
  package var name: String
  /// Empty for a message start event without a correlation key.
  package var correlationKey: String
  /// Empty to disable de-duplication.
  package var messageID: String
  /// Milliseconds for which another message with this id is rejected after this one was correlated.
  package var retention: Int64
  /// The variables passed to each element that the message is correlated with, unless `receivers`
  /// override them.
  package var variables: JSONObject
  /// The elements that may receive the message, each with its own variables; nil for any waiting
  /// element or start event, with `variables`.
  package var receivers: [MessageReceiver]?

  /// Creates a request to correlate a message, by default with any element and without remembering
  /// its id.
  package init(
    name: String, correlationKey: String = "", messageID: String = "", retention: Int64 = 0,
    variables: JSONObject = JSONObject(), receivers: [MessageReceiver]? = nil
  ) {
    self.name = name
    self.correlationKey = correlationKey
    self.messageID = messageID
    self.retention = retention
    self.variables = variables
    self.receivers = receivers
  }
}

/// An element that may receive a message, with the variables passed to it.
package struct MessageReceiver: Sendable {
  /// The id of the process in its BPMN file.
  package var processID: String
  /// The id of the waiting event or receive task.
  package var elementID: String
  /// The variables passed to this element instead of the message's own.
  package var variables: JSONObject

  /// Creates a receiver.
  package init(processID: String, elementID: String, variables: JSONObject) {
    self.processID = processID
    self.elementID = elementID
    self.variables = variables
  }
}

/// The result of correlating a message.
package struct MessageCorrelation: Sendable {
  /// The message's key.
  package var messageKey: EngineKey
  /// The elements that the message was correlated with: one per process, at least one.
  package var receivers: [CorrelatedElement]

  /// The instance of the first receiver: `processInstanceKey`.
  package var instanceKey: EngineKey { receivers.first?.instanceKey ?? 0 }

  /// Creates the result of a correlation.
  package init(messageKey: EngineKey, receivers: [CorrelatedElement]) {
    self.messageKey = messageKey
    self.receivers = receivers
  }
}

/// An element that a message was correlated with.
package struct CorrelatedElement: Sendable, Hashable {
  /// The id of the process in its BPMN file.
  package var processID: String
  /// The id of the element in its BPMN file.
  package var elementID: String
  /// The waiting instance, or the one that the message started.
  package var instanceKey: EngineKey

  /// Creates a correlated element.
  package init(processID: String, elementID: String, instanceKey: EngineKey) {
    self.processID = processID
    self.elementID = elementID
    self.instanceKey = instanceKey
  }
}

/// An open message subscription.
package struct MessageSubscription: Sendable, Hashable {
  /// The waiting instance.
  package var instanceKey: EngineKey
  /// The id of the event or receive task; for an event sub-process, of its start event.
  package var elementID: String
  /// The evaluated message name.
  package var messageName: String
  /// The correlation key that a message must have.
  package var correlationKey: String

  /// Creates the description of a subscription.
  package init(
    instanceKey: EngineKey, elementID: String, messageName: String, correlationKey: String
  ) {
    self.instanceKey = instanceKey
    self.elementID = elementID
    self.messageName = messageName
    self.correlationKey = correlationKey
  }
}
