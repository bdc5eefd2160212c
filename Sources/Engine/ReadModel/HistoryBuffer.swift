import EngineProtocol

/// What the changes since the last flush mean for the tables of the read model.
///
/// A row that is created and changed between two flushes is written once; instances that are over
/// and need not be kept are not written at all.
struct HistoryBuffer: Sendable {
  private(set) var definitions: [Definition] = []
  private(set) var instances: [EngineKey: InstanceHistory] = [:]
  /// The instances that ended, in order.
  private(set) var ended: [EngineKey] = []
  /// The number of changes.
  private(set) var count = 0
  var isEmpty: Bool { count == 0 }

  mutating func add(_ definitions: [Definition]) {
    count += definitions.count
    self.definitions += definitions
  }

  mutating func add(_ change: Change, at time: Int64) {
    guard let place = change.place else {
      if case .deployed(let added) = change.detail { add(added) }
      return
    }
    switch change.event {
    // Not shown; there are many of them.
    case .activated, .loopResultSet, .workDeferred, .workResumed, .instanceTraitsSet: return
    case .called(let key, let caller):
      instances[key]?.row.parent = place.instance
      instances[key]?.row.parentElement = caller
    case .completed where place.isInstance, .terminated where place.isInstance:
      ended.append(place.key)
      fallthrough
    default:
      instances[place.instance, default: InstanceHistory(place.instance, place.definition)]
        .add(change, at: place, time)
    }
    count += 1
  }

  /// Forgets the oldest ended instances, as far as they were also created since the last flush.
  /// - Parameter limit: how many ended instances are kept.
  mutating func dropEnded(over limit: Int) {
    guard ended.count > limit else { return }
    var kept: [EngineKey] = []
    for key in ended.dropLast(limit) {
      if let instance = instances[key], instance.row.isNew {
        instances[key] = nil
        count -= instance.count
      } else {
        kept.append(key)
      }
    }
    ended = kept + ended.suffix(limit)
  }
}

extension InstanceHistory {
  fileprivate mutating func add(_ change: Change, at place: Change.Place, _ time: Int64) {
    count += 1
    switch change.event {
    case .activating(let key, _, _, let node, let scope, _):
      if place.isInstance {
        row.isNew = true
        row.state = .active
        row.started = time
      } else {
        var row = ElementRow(changing: key)
        row.isNew = true
        row.scope = scope
        row.node = node
        row.state = .active
        row.started = time
        elements.add(row)
      }
    case .completed: end(place, .completed, time)
    case .terminated: end(place, .terminated, time)
    case .flowTaken(_, let flow): flows.insert(flow)
    case .variablesSet(let scope, let values): variables.add(values, in: scope)
    case .jobCreated, .jobActivated, .jobCompleted, .jobFailed, .jobErrorThrown, .jobTimedOut,
      .jobAvailable, .jobRetriesUpdated, .jobCanceled:
      addJob(change, at: place, time)
    case .userTaskCreating, .userTaskChanging, .userTaskCorrected, .userTaskChanged,
      .userTaskUnchanged:
      addUserTask(change, at: place, time)
    case .timerCreated(let key, let element, let node, let schedule):
      var row = TimerRow(changing: key)
      row.isNew = true
      row.element = element
      row.node = node
      row.due = schedule.due
      row.repetitions = schedule.repetitions
      row.state = "CREATED"
      timers.add(row)
    case .timerFired(let key, let next?):
      timers[key].due = next.due
      timers[key].repetitions = next.repetitions
    case .timerFired(let key, nil): timers[key].state = "TRIGGERED"
    case .timerCanceled(let key): timers[key].state = "CANCELED"
    case .subscriptionOpened, .subscriptionClosed, .messageCorrelated, .messageStarted:
      addMessage(change, at: place, time)
    case .incidentRaised(let key, let element, let job, let type, let message):
      var row = IncidentRow(changing: key)
      row.isNew = true
      row.element = element
      row.node = place.node
      row.job = job
      row.type = type.rawValue
      row.message = message
      row.created = time
      incidents.add(row)
    case .incidentResolved(let key): incidents[key].resolved = time
    case .deployed, .called, .instanceTraitsSet, .activated, .completing, .tokensDropped,
      .loopStarted, .loopCounted,
      .loopResultSet, .startTimerCreated, .messagePublished, .messageConsumed, .messageExpired,
      .jobRequestNoted, .jobHeadersSet, .jobListenerSet, .listened, .entrySet, .workDeferred,
      .workResumed, .escalationThrown, .signalBroadcast, .signalAwaited, .conditionAwaited,
      .eventWaitEnded, .conditionalsEvaluated, .clusterVariableSet, .clusterVariableDeleted,
      .compensationTriggered, .compensating, .formDeployed, .terminating, .stepHeld,
      .stepsReleased, .adHocFulfilled:
      break
    }
  }

  private mutating func end(
    _ place: Change.Place, _ state: ElementInstance.State, _ time: Int64
  ) {
    if place.isInstance {
      row.state = state
      row.ended = time
    } else {
      elements[place.key].state = state
      elements[place.key].ended = time
    }
  }

  private mutating func addJob(_ change: Change, at place: Change.Place, _ time: Int64) {
    guard case .job(let key, let type, let retries) = change.detail else { return }
    switch change.event {
    case .jobCreated:
      var row = JobRow(changing: key)
      row.isNew = true
      row.element = place.key
      row.node = place.node
      row.type = type
      row.state = "CREATED"
      row.retries = retries
      row.created = time
      jobs.add(row)
    case .jobActivated(_, _, let worker, let deadline):
      jobs[key].state = "ACTIVATED"
      jobs[key].worker = worker
      jobs[key].deadline = deadline
    case .jobCompleted:
      jobs[key].state = "COMPLETED"
      jobs[key].ended = time
    case .jobCanceled:
      jobs[key].state = "CANCELED"
      jobs[key].ended = time
    case .jobFailed(_, _, let message, _):
      jobs[key].state = "FAILED"
      jobs[key].retries = retries
      jobs[key].message = SecretHole.display(message)
    case .jobErrorThrown(_, let code, let message):
      jobs[key].state = "ERROR_THROWN"
      jobs[key].errorCode = code
      jobs[key].message = SecretHole.display(message)
    case .jobTimedOut: jobs[key].state = "TIMED_OUT"
    case .jobAvailable: jobs[key].state = "CREATED"
    case .jobRetriesUpdated: jobs[key].retries = retries
    default: break
    }
  }

  private mutating func addMessage(_ change: Change, at place: Change.Place, _ time: Int64) {
    switch change.event {
    case .subscriptionOpened(let key, let element, let node, let topic):
      var row = SubscriptionRow(changing: key)
      row.isNew = true
      row.element = element
      row.node = node
      row.topic = topic
      row.state = "CREATED"
      row.isOpen = true
      row.changed = time
      subscriptions.add(row)
    case .subscriptionClosed(let key):
      subscriptions[key].isOpen = false
      subscriptions[key].changed = time
    case .messageCorrelated(let message, _, let subscription):
      subscriptions[subscription].state = "CORRELATED"
      subscriptions[subscription].changed = time
      guard case .received(let topic, let node) = change.detail else { break }
      correlations.append(
        Correlation(
          message: message, subscription: subscription, element: place.key, node: node,
          topic: topic, time: time))
    case .messageStarted(let message, _, _):
      guard case .message(let topic) = change.detail else { break }
      correlations.append(
        Correlation(
          message: message, subscription: nil, element: place.key, node: nil, topic: topic,
          time: time))
    default: break
    }
  }
}
