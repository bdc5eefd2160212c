import EngineProtocol
import JSON

/// What the changes since the last flush mean for the tables of the read model.
///
/// A row that is created and changed between two flushes is written once; instances that are over
/// and need not be kept are not written at all.
struct HistoryBuffer: Sendable {
  /// The deletion of a resource.
  struct Deletion: Sendable {
    let resource: EngineKey
    /// Whether the resource does not run any more.
    let isOver: Bool
    let time: Int64
  }

  /// The deployed definitions and when they were deployed.
  private(set) var definitions: [(definition: Definition, time: Int64)] = []
  /// What became of deleted resources, in order.
  private(set) var deletions: [Deletion] = []
  private(set) var instances: [EngineKey: InstanceHistory] = [:]
  /// The instances that ended, in order.
  private(set) var ended: [EngineKey] = []
  /// The number of changes.
  private(set) var count = 0
  var isEmpty: Bool { count == 0 }

  mutating func add(_ definitions: [Definition], at time: Int64) {
    count += definitions.count
    self.definitions += definitions.map { ($0, time) }
  }

  private mutating func delete(_ resource: EngineKey, isOver: Bool, _ time: Int64) {
    count += 1
    deletions.append(Deletion(resource: resource, isOver: isOver, time: time))
  }

  mutating func add(_ change: Change, at time: Int64) {
    guard let place = change.place else {
      switch change.event {
      case .resourceDeleted(let key): delete(key, isOver: false, time)
      case .definitionRemoved(let key): delete(key, isOver: true, time)
      default: if case .deployed(let added) = change.detail { add(added, at: time) }
      }
      return
    }
    switch change.event {
    // Not shown; there are many of them.
    case .activated, .loopResultSet, .workDeferred, .workResumed: return
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
        if case .loopBody = change.detail { row.isLoop = true }
        row.state = .active
        row.started = time
        elements.add(row)
      }
    case .completed: end(place, .completed, time)
    case .terminated: end(place, .terminated, time)
    case .flowTaken(_, let flow): flows.insert(flow)
    case .variablesSet(let scope, let values): variables.add(values, in: scope)
    case .jobCreated, .jobActivated, .jobCompleted, .jobFailed, .jobErrorThrown, .jobTimedOut,
      .jobAvailable, .jobRetriesUpdated, .jobTimeoutUpdated, .jobPrioritySet, .jobCanceled,
      .jobHeadersSet, .jobListenerSet:
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
    case .signalAwaited(let key, let element, let node, let signal):
      eventWaits.add(EventWaitRow(key, element, node, signal: signal))
    case .conditionAwaited(let key, let element, let node):
      eventWaits.add(EventWaitRow(key, element, node, signal: nil))
    case .eventWaitEnded(let key): eventWaits[key].isOpen = false
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
    case .incidentResolved(let key): incidents[key].isResolved = true
    case .instanceTraitsSet(_, let traits):
      row.businessID = traits.businessID
      row.tags = JSONValue.array(traits.tags.map(JSONValue.string)).text()
    case .deployed, .resourceDeleted, .definitionRemoved, .called, .terminating, .stepHeld,
      .stepsReleased, .adHocFulfilled, .activated, .completing, .tokensDropped, .loopStarted,
      .loopCounted,
      .loopResultSet, .startTimerCreated, .messagePublished, .messageConsumed, .messageExpired,
      .jobRequestNoted, .listened, .entrySet, .workDeferred, .workResumed, .escalationThrown,
      .signalBroadcast, .conditionalsEvaluated, .clusterVariableSet, .clusterVariableDeleted,
      .resourceDeployed, .jobLeased, .compensationTriggered, .compensating, .formDeployed:
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
}
