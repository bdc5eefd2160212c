package import JSON

/// A message for whoever waits for it now, or will within its time to live.
package struct PublishMessageRequest: Sendable {
  /// The name of the message, never empty.
  package var name: String
  /// Empty for a message start event without correlation.
  package var correlationKey: String
  /// Empty for no de-duplication.
  package var messageID: String
  /// Milliseconds for which the message is kept for later subscriptions.
  package var timeToLive: Int64
  /// What the message brings to each element that takes it.
  package var variables: JSONObject

  /// Makes a request to publish a message. By default its correlation key is empty, it counts as
  /// often as it is sent, and it is not kept.
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

/// A message for whoever waits for it now. `messageID`, `retention` and `receivers` are the engine's
/// own; the REST API has no members for them.
package struct CorrelateMessageRequest: Sendable {
  /// The name of the message, never empty.
  package var name: String
  /// Empty for a message start event without correlation.
  package var correlationKey: String
  /// Empty for no de-duplication.
  package var messageID: String
  /// Milliseconds for which another message with this id is refused once this one is correlated.
  package var retention: Int64
  /// What the message brings to each element that takes it, unless `receivers` say otherwise.
  package var variables: JSONObject
  /// The elements that may take the message, each with variables of its own; nil for whichever
  /// element waits, or starts a process, with `variables`.
  package var receivers: [MessageReceiver]?

  /// Makes a request to correlate a message. By default any element may take it, and its id is not
  /// remembered.
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

/// An element that may take a message, and the variables that it then gets.
package struct MessageReceiver: Sendable {
  /// The id of the process in its BPMN file.
  package var processID: String
  /// The id of the event or receive task that waits.
  package var elementID: String
  /// What this element gets in place of the message's own variables.
  package var variables: JSONObject

  /// Makes a receiver for a request to correlate.
  package init(processID: String, elementID: String, variables: JSONObject) {
    self.processID = processID
    self.elementID = elementID
    self.variables = variables
  }
}

/// Who took a message that was correlated.
package struct MessageCorrelation: Sendable {
  /// The key that the engine gave the message.
  package var messageKey: EngineKey
  /// The elements that took the message: one of each process, never none.
  package var receivers: [CorrelatedElement]

  /// The instance of the first one: `processInstanceKey`.
  package var instanceKey: EngineKey { receivers.first?.instanceKey ?? 0 }

  /// Makes the answer to a request to correlate.
  package init(messageKey: EngineKey, receivers: [CorrelatedElement]) {
    self.messageKey = messageKey
    self.receivers = receivers
  }
}

/// An element that took a message.
package struct CorrelatedElement: Sendable, Hashable {
  /// The id of the process in its BPMN file.
  package var processID: String
  /// The id of the element in its BPMN file.
  package var elementID: String
  /// The instance that waited, or that the message started.
  package var instanceKey: EngineKey

  /// Makes one entry of the answer to a request to correlate.
  package init(processID: String, elementID: String, instanceKey: EngineKey) {
    self.processID = processID
    self.elementID = elementID
    self.instanceKey = instanceKey
  }
}

/// A place where an instance waits for a message.
package struct MessageSubscription: Sendable, Hashable {
  /// The instance that waits.
  package var instanceKey: EngineKey
  /// The id of the event or receive task that takes the message; of an event sub-process its start
  /// event.
  package var elementID: String
  /// The name as the diagram's expression gave it.
  package var messageName: String
  /// What a message must be sent with to be taken.
  package var correlationKey: String

  /// Makes a description of a wait for a message.
  package init(
    instanceKey: EngineKey, elementID: String, messageName: String, correlationKey: String
  ) {
    self.instanceKey = instanceKey
    self.elementID = elementID
    self.messageName = messageName
    self.correlationKey = correlationKey
  }
}
