import JSON

// Messages: correlated with what waits, kept for what will (reference page engine, 2.5).

extension Processor {
  mutating func publishMessage(_ request: PublishMessageRequest) throws(EngineError) -> Reply {
    let topic = MessageTopic(name: request.name, correlationKey: request.correlationKey)
    try checkName(request.name)
    let isKept = (state.messagesByTopic[topic] ?? []).contains { key in
      !request.messageID.isEmpty && state.messages[key]?.id == request.messageID
    }
    guard !isKept else {
      throw EngineError(
        .alreadyExists,
        "A message '\(request.name)' with the id '\(request.messageID)' and this correlation key "
          + "is kept already.")
    }
    let key = publish(
      topic, id: request.messageID, timeToLive: request.timeToLive, request.variables)
    _ = correlate(key)
    if request.timeToLive <= 0 { emit(.messageExpired(key: key)) }
    return .key(key)
  }

  mutating func correlateMessage(_ request: CorrelateMessageRequest) throws(EngineError) -> Reply {
    let topic = MessageTopic(name: request.name, correlationKey: request.correlationKey)
    try checkName(request.name)
    guard
      firstWaiting(for: topic, excluding: []) != nil
        || !starts(for: topic, excluding: []).isEmpty
    else {
      throw EngineError(
        .notFound,
        "Nothing waits for a message '\(request.name)' with the correlation key "
          + "'\(request.correlationKey)'.")
    }
    let key = publish(topic, id: "", timeToLive: 0, request.variables)
    let instances = correlate(key)
    emit(.messageExpired(key: key))
    return .correlation(MessageCorrelation(messageKey: key, instanceKey: instances.first ?? 0))
  }

  private func checkName(_ name: String) throws(EngineError) {
    guard !name.isEmpty else {
      throw EngineError(.invalidArgument, "A message needs a name.")
    }
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

  /// Gives a message to one subscription of each process, then to start events of the others.
  /// - Returns: the instances that it reached.
  private mutating func correlate(_ key: EngineKey) -> [EngineKey] {
    guard let message = state.messages[key] else { return [] }
    var instances: [EngineKey] = []
    while let subscription = firstWaiting(for: message.topic, excluding: takers(of: key)) {
      if let state = state.subscriptions[subscription],
        let element = self.state.elements[state.element]
      {
        instances.append(element.instance)
      }
      deliver(key, to: subscription)
    }
    for (definition, start) in starts(for: message.topic, excluding: takers(of: key)) {
      instances.append(startInstance(of: definition, at: start, by: key))
    }
    return instances
  }

  private func takers(of key: EngineKey) -> Set<String> { state.messages[key]?.takers ?? [] }

  private func firstWaiting(
    for topic: MessageTopic, excluding processes: Set<String>
  ) -> EngineKey? {
    state.subscriptionsByTopic[topic]?.first { key in
      state.subscriptions[key].map { !processes.contains($0.process) } ?? false
    }
  }

  private mutating func deliver(_ key: EngineKey, to subscription: EngineKey) {
    guard let message = state.messages[key], let place = state.subscriptions[subscription] else {
      return
    }
    emit(.messageCorrelated(key: key, process: place.process, subscription: subscription))
    trigger(place.element, place.node, with: .merged(message.variables))
  }

  /// A new subscription takes the oldest message that its process has not had.
  mutating func findMessage(for subscription: EngineKey) {
    guard let place = state.subscriptions[subscription] else { return }
    let message = state.messagesByTopic[place.topic]?.first { key in
      state.messages[key].map { $0.deadline > now && !$0.takers.contains(place.process) } ?? false
    }
    if let message { deliver(message, to: subscription) }
  }

  // MARK: Message start events

  /// The start events of newest versions that a message would trigger now, by age of definition.
  private func starts(
    for topic: MessageTopic, excluding processes: Set<String>
  ) -> [(definition: Definition, start: MessageStart)] {
    state.newest.values.sorted().compactMap { key in
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

  /// The instance of a correlation key has ended: the oldest message that waited starts the next.
  mutating func startNext(_ lock: StartLock) {
    guard state.startLocks[lock] == nil,
      let definition = state.newest[lock.process].flatMap({ state.definitions[$0] })
    else { return }
    let candidates = definition.process.messageStarts.flatMap { start in
      let topic = MessageTopic(name: start.messageName, correlationKey: lock.correlationKey)
      return (state.messagesByTopic[topic] ?? []).map { (message: $0, start: start) }
    }
    let next = candidates.sorted { $0.message < $1.message }.first { candidate in
      state.messages[candidate.message].map {
        $0.deadline > now && !$0.takers.contains(lock.process)
      } ?? false
    }
    if let next { _ = startInstance(of: definition, at: next.start, by: next.message) }
  }
}
