import EngineProtocol

extension EngineState {
  /// Applies an event of a message or subscription.
  mutating func applyMessage(_ event: Event) {
    switch event {
    case .subscriptionOpened(let key, let element, let node, let topic):
      note(key)
      addSubscription(key, element: element, node: node, topic: topic)
    case .subscriptionClosed(let key):
      guard let subscription = subscriptions.removeValue(forKey: key) else { break }
      let topic = subscription.topic
      subscriptionsByTopic[topic]?.remove(key, of: subscription.process)
      if subscriptionsByTopic[topic]?.isEmpty == true { subscriptionsByTopic[topic] = nil }
      elements.update(subscription.element) { $0.subscriptions.removeAll { $0 == key } }
    case .messagePublished(let key, let topic, let id, let deadline, let variables):
      note(key)
      let message = MessageState(topic: topic, id: id, deadline: deadline, variables: variables)
      messages[key] = message
      index(message, key)
    case .messageCorrelated(let key, let process, _):
      messages[key]?.correlatedProcesses.insert(process)
    case .messageStarted(let key, let process, let instance):
      messages[key]?.correlatedProcesses.insert(process)
      guard let correlationKey = messages[key]?.topic.correlationKey, !correlationKey.isEmpty
      else { break }
      let lock = StartLock(process: process, correlationKey: correlationKey)
      startLocks[lock] = instance
      elements.update(instance) { $0.lock = lock }
    case .messageConsumed(let key):
      messages[key]?.isConsumed = true
      if let topic = messages[key]?.topic { messagesByTopic.remove(key, for: topic) }
    case .messageExpired(let key):
      guard let message = messages.removeValue(forKey: key) else { break }
      messagesByTopic.remove(key, for: message.topic)
      if let id = message.identity { messageIDs.remove(id) }
      agenda.remove(message.deadline, key)
    default: break
    }
  }

  mutating func addSubscription(
    _ key: EngineKey, element: EngineKey, node: NodeIndex, topic: MessageTopic
  ) {
    guard let owner = elements.place(of: element) else { return }
    let process = elements.process(at: owner).id
    subscriptions[key] = SubscriptionState(
      element: element, node: node, topic: topic, process: process)
    subscriptionsByTopic[topic, default: Audience()].add(key, of: process)
    elements[owner].subscriptions.append(key)
  }
}
