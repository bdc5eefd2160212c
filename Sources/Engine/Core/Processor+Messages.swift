import EngineProtocol
import JSON

// Messages: correlated with subscriptions, buffered for later ones.

extension Processor {
  /// - Parameter sender: the outermost instance that sends it; 0 for a client.
  mutating func publishMessage(
    _ request: PublishMessageRequest, from sender: EngineKey = 0
  ) throws(EngineError) -> Reply {
    let topic = request.topic
    try check(topic, id: request.messageID)
    let key = publish(
      topic, id: request.messageID, timeToLive: request.timeToLive, request.variables)
    _ = correlate(key, with: nil, from: sender)
    if request.timeToLive <= 0 { emit(.messageExpired(key: key)) }
    return .key(key)
  }

  /// Publishes a message that an element sends; nothing happens if its id is remembered.
  mutating func publish(_ request: PublishMessageRequest, from sender: EngineKey) {
    // A client's message could be rejected for other reasons; the element has checked these.
    _ = try? publishMessage(request, from: sender)
  }

  mutating func correlateMessage(_ request: CorrelateMessageRequest) throws(EngineError) -> Reply {
    let topic = request.topic
    try check(topic, id: request.messageID)
    let starts = request.receivers == nil ? starts(for: topic, excluding: []) : []
    guard
      !starts.isEmpty || firstWaiting(for: topic, among: request.receivers, excluding: []) != nil
    else {
      throw EngineError(
        .notFound,
        "No subscription matches message '\(request.name)' with correlation key "
          + "'\(request.correlationKey)'.")
    }
    let remembers = !request.messageID.isEmpty && request.retention > 0
    let key = publish(
      topic, id: request.messageID, timeToLive: remembers ? request.retention : 0,
      request.variables)
    let receivers = correlate(key, with: request.receivers)
    emit(remembers ? .messageConsumed(key: key) : .messageExpired(key: key))
    return .correlation(MessageCorrelation(messageKey: key, receivers: receivers))
  }

  /// - Throws: for a message without a name, and for one whose id is remembered.
  private func check(_ topic: MessageTopic, id: String) throws(EngineError) {
    guard !topic.name.isEmpty else {
      throw EngineError(.invalidArgument, "The message has no name.")
    }
    guard !isKnown(topic, id: id) else {
      throw EngineError(
        .alreadyExists,
        "A message '\(topic.name)' with id '\(id)' and this correlation key was already "
          + "received.")
    }
  }

  /// Whether the message id is remembered; an empty id never is.
  func isKnown(_ topic: MessageTopic, id: String) -> Bool {
    !id.isEmpty
      && state.messageIDs.contains(MessageID(topic: topic, id: id))
  }

  private mutating func publish(
    _ topic: MessageTopic, id: String, timeToLive: Int64, _ variables: JSONObject
  ) -> EngineKey {
    let key = newKey()
    emit(
      .messagePublished(
        key: key, topic: topic, id: id, deadline: now.later(by: timeToLive),
        variables: variables))
    return key
  }

  /// Correlates a message with one subscription of each process, then with start events of the
  /// others.
  /// - Parameter receivers: the elements that may receive it; nil for all.
  private mutating func correlate(
    _ key: EngineKey, with receivers: [MessageReceiver]?, from sender: EngineKey = 0
  ) -> [CorrelatedElement] {
    guard let message = state.messages[key] else { return [] }
    var taken: [CorrelatedElement] = []
    while let subscription = firstWaiting(
      for: message.topic, among: receivers, excluding: correlatedProcesses(of: key)),
      let place = state.subscriptions[subscription], let element = correlatedElement(place)
    {
      taken.append(element)
      let waited = sender == 0 || outermost(place.element) != sender
      deliver(
        key, to: subscription, receivers?.variables(for: element) ?? message.variables,
        afterWaiting: waited)
    }
    guard receivers == nil else { return taken }
    for (definition, start) in starts(for: message.topic, excluding: correlatedProcesses(of: key)) {
      let instance = startInstance(of: definition, at: start, by: key)
      taken.append(
        CorrelatedElement(
          processID: definition.process.id, elementID: definition.process.node(start.node).id,
          instanceKey: instance))
    }
    return taken
  }

  private func correlatedProcesses(of key: EngineKey) -> Set<String> {
    state.messages[key]?.correlatedProcesses ?? []
  }

  /// The oldest subscription that would accept a message.
  func firstWaiting(
    for topic: MessageTopic, among receivers: [MessageReceiver]?,
    excluding processes: Set<String> = []
  ) -> EngineKey? {
    let groups = state.subscriptionsByTopic[topic]?.groups ?? []
    return groups.compactMap { group in
      guard !processes.contains(group.process) else { return nil }
      return group.subscriptions.first { key in
        guard let place = state.subscriptions[key], canReceive(place) else { return false }
        guard let receivers else { return true }
        return correlatedElement(place).flatMap(receivers.variables(for:)) != nil
      }
    }.min()
  }

  /// Whether a trigger would be accepted: not by an element that only an incident keeps from
  /// ending.
  private func canReceive(_ place: SubscriptionState) -> Bool {
    state.elements.place(of: place.element).map { state.elements[$0].phase } == .active
  }

  private func correlatedElement(_ place: SubscriptionState) -> CorrelatedElement? {
    state.elements.place(of: place.element).map { element in
      CorrelatedElement(
        processID: place.process,
        elementID: state.elements.process(at: element).node(place.node).id,
        instanceKey: state.elements[element].instance)
    }
  }

  /// - Parameter waited: false if the instance did not wait: it sent the message itself, or the
  ///   message was already there. An instance that goes on like this forever is stopped.
  private mutating func deliver(
    _ key: EngineKey, to subscription: EngineKey, _ variables: JSONObject, afterWaiting waited: Bool
  ) {
    guard let place = state.subscriptions[subscription] else { return }
    emit(.messageCorrelated(key: key, process: place.process, subscription: subscription))
    if waited {
      trigger(place.element, place.node, with: .merged(variables))
    } else {
      react(place.element, place.node, to: .merged(variables))
    }
  }

  /// A new subscription receives the oldest message that its process has not received; one that
  /// stays open also receives the others, in order.
  mutating func findMessage(for subscription: EngineKey) {
    guard let place = state.subscriptions[subscription], canReceive(place) else { return }
    guard let message = firstKept(place.topic, for: place.process),
      let variables = state.messages[message]?.variables
    else { return }
    deliver(message, to: subscription, variables, afterWaiting: false)
    enqueue(.findMessage(subscription: subscription))
  }

  /// The oldest buffered message that a process has not received.
  private mutating func firstKept(_ topic: MessageTopic, for process: String) -> EngineKey? {
    guard let messages = state.messagesByTopic[topic] else { return nil }
    let cursor = messageCursors[topic, process]
    let found = messages.first(from: cursor) { isKept($0, for: process) }
    // What a process has received, and what has expired, stays so.
    let next = found ?? state.lastKey
    if messages.first != found, next > cursor { messageCursors[topic, process] = next }
    return found
  }

  private func isKept(_ key: EngineKey, for process: String) -> Bool {
    guard let message = state.messages[key] else { return false }
    return message.deadline > now && !message.correlatedProcesses.contains(process)
  }

  // MARK: Message start events

  /// The start events of latest versions that a message would trigger now, oldest definition first.
  private func starts(
    for topic: MessageTopic, excluding processes: Set<String>
  ) -> [(definition: Definition, start: MessageStart)] {
    (state.messageStarts[topic.name] ?? SortedSet()).compactMap { key in
      guard let definition = state.definitions[key], !processes.contains(definition.process.id),
        let start = definition.process.messageStarts.first(where: { $0.messageName == topic.name }),
        topic.correlationKey.isEmpty
          || state.startLocks[
            StartLock(process: definition.process.id, correlationKey: topic.correlationKey)] == nil
      else { return nil }
      return (definition, start)
    }
  }

  private mutating func startInstance(
    of definition: Definition, at start: MessageStart, by message: EngineKey
  ) -> EngineKey {
    let instance = createInstance(of: definition)
    emit(.messageStarted(key: message, process: definition.process.id, instance: instance))
    let variables = state.messages[message]?.variables
    begin(instance, at: start.node, with: variables.map(EventVariables.merged) ?? .none)
    return instance
  }

  /// The instance of a correlation key has ended: the oldest buffered message starts the next one.
  mutating func startNext(_ lock: StartLock) {
    guard state.startLocks[lock] == nil,
      let definition = state.newest[lock.process].flatMap({ state.definitions[$0] })
    else { return }
    var next: (message: EngineKey, start: MessageStart)?
    for start in definition.process.messageStarts {
      let topic = MessageTopic(name: start.messageName, correlationKey: lock.correlationKey)
      guard let message = firstKept(topic, for: lock.process) else { continue }
      if next.map({ message < $0.message }) ?? true { next = (message, start) }
    }
    if let next { _ = startInstance(of: definition, at: next.start, by: next.message) }
  }
}

extension CorrelateMessageRequest {
  var topic: MessageTopic { MessageTopic(name: name, correlationKey: correlationKey) }
}

extension PublishMessageRequest {
  var topic: MessageTopic { MessageTopic(name: name, correlationKey: correlationKey) }
}

extension [MessageReceiver] {
  /// The variables for an element; nil if it is not one of the receivers.
  fileprivate func variables(for element: CorrelatedElement) -> JSONObject? {
    first { $0.processID == element.processID && $0.elementID == element.elementID }?.variables
  }
}
