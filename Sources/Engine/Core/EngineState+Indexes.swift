import EngineProtocol

extension EngineState {
  /// Rebuilds what follows from the tables, for a state that was not built by events.
  mutating func rebuildIndexes() {
    signalWaits = [:]
    conditionWaits = [:]
    startTimersByDefinition = [:]
    availableJobs = [:]
    subscriptionsByTopic = [:]
    messagesByTopic = [:]
    messageIDs = []
    startLocks = [:]
    agenda = Agenda()
    rebuildResourceIndexes()
    for key in elements.keys {
      if let lock = elements[key]?.lock { startLocks[lock] = key }
    }
    for (key, job) in jobs { index(job, key) }
    for (key, timer) in timers { agenda.add(timer.schedule.due, key, .timer) }
    for (key, timer) in startTimers {
      startTimersByDefinition.insert(key, for: timer.definition)
      agenda.add(timer.schedule.due, key, .startTimer)
    }
    for (key, subscription) in subscriptions {
      subscriptionsByTopic[subscription.topic, default: Audience()]
        .add(key, of: subscription.process)
    }
    for (key, message) in messages { index(message, key) }
    for (key, wait) in eventWaits { index(wait, key) }
  }

  /// Rebuilds the indexes of what is deployed; deleted versions are in none.
  mutating func rebuildResourceIndexes() {
    newest = [:]
    versions = [:]
    boundDefinitions = [:]
    deploymentSizes = [:]
    messageStarts = [:]
    signalStarts = [:]
    for definition in definitions.values.sorted(by: { $0.key < $1.key })
    where !draining.contains(definition.key) {
      index(definition)
    }
    for document in Array(forms.documents.values) + resources.documents.values {
      deploymentSizes[document.deployment, default: 0] += 1
    }
  }

  /// Indexes a definition, which becomes the latest of its process.
  mutating func index(_ definition: Definition) {
    let (key, id) = (definition.key, definition.process.id)
    if let replaced = newest[id].flatMap({ definitions[$0] }) {
      for name in replaced.startMessages { messageStarts.remove(replaced.key, for: name) }
      for name in replaced.startSignals { signalStarts.remove(replaced.key, for: name) }
    }
    newest[id] = key
    versions[ProcessVersion(id: id, version: definition.version)] = key
    boundDefinitions[BoundID(id: id, version: .deployment(definition.deployment))] = key
    deploymentSizes[definition.deployment, default: 0] += 1
    if let tag = definition.process.versionTag {
      boundDefinitions[BoundID(id: id, version: .tag(tag))] = key
    }
    for name in definition.startMessages { messageStarts.insert(key, for: name) }
    for name in definition.startSignals { signalStarts.insert(key, for: name) }
  }

  private mutating func index(_ job: JobState, _ key: EngineKey) {
    switch job.phase {
    case .available:
      availableJobs.insert(JobOffer(priority: job.priority, job: key), for: job.type)
    case .activated where job.deadline != 0: agenda.add(job.deadline, key, .jobTimeout)
    case .failed where job.deadline != 0: agenda.add(job.deadline, key, .jobBackoff)
    case .activated, .failed, .errorThrown: break
    }
  }

  mutating func index(_ message: MessageState, _ key: EngineKey) {
    if !message.isConsumed { messagesByTopic.insert(key, for: message.topic) }
    if let id = message.identity { messageIDs.insert(id) }
    agenda.add(message.deadline, key, .messageExpiry)
  }
}

extension MessageState {
  /// Nil for a message without id.
  var identity: MessageID? { id.isEmpty ? nil : MessageID(topic: topic, id: id) }
}
