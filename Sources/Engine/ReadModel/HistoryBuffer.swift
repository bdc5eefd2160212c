import BPMN
import EngineProtocol
import GRDB
import JSON

/// What the changes since the last flush mean for the tables of the read model.
///
/// A row that is created and changed between two flushes is written once; instances that are over
/// and need not be kept are not written at all.
struct HistoryBuffer {
  private(set) var definitions: [Definition] = []
  private(set) var instances = ReadModelTable(
    "instance", "definition", "process", "parent", "parent_element", "state", "started", "ended")
  private(set) var elements = ReadModelTable(
    "element", "scope", "element", "name", "type", "state", "started", "ended")
  private(set) var jobs = ReadModelTable(
    "job", "element_instance", "element", "type", "state", "retries", "worker", "deadline",
    "error_code", "message", "created", "ended")
  private(set) var timers = ReadModelTable(
    "timer", "element_instance", "element", "due", "repetitions", "state")
  private(set) var subscriptions = ReadModelTable(
    "subscription", "element_instance", "element", "message", "correlation_key", "state",
    "is_open", "changed")
  private(set) var incidents = ReadModelTable(
    "incident", "element_instance", "element", "job", "type", "message", "created", "resolved")
  private(set) var variables: [VariableID: (instance: EngineKey, value: JSONValue)] = [:]
  /// The variables in the order in which they were set first.
  private var variableOrder: [VariableID] = []
  private(set) var flows: Set<FlowID> = []
  private(set) var correlations: [Correlation] = []
  /// The instances that ended, in order.
  private(set) var ended: [EngineKey] = []
  /// The number of changes.
  private(set) var count = 0
  var isEmpty: Bool { count == 0 }

  struct VariableID: Hashable {
    let scope: EngineKey
    let name: String
  }

  struct FlowID: Hashable {
    let instance: EngineKey
    let flow: String
  }

  struct Correlation {
    let message: EngineKey
    /// Nil if the message started the instance.
    let subscription: EngineKey?
    let place: Change.Place
    let elementID: String?
    let topic: MessageTopic
    let time: Int64
  }

  mutating func add(_ definitions: [Definition]) {
    count += definitions.count
    self.definitions += definitions
  }

  mutating func add(_ change: Change, at time: Int64) {
    count += 1
    switch change.event {
    case .deployed:
      if case .deployed(let added) = change.detail { definitions += added }
    case .activating(_, _, _, _, let scope, _): begin(change, scope, time)
    case .called(let key, let caller):
      instances.set(key, "parent", change.place?.instance)
      instances.set(key, "parent_element", caller)
    case .completed: end(change, .completed, time)
    case .terminated: end(change, .terminated, time)
    case .flowTaken(_, let flow):
      guard let place = change.place else { break }
      flows.insert(FlowID(instance: place.instance, flow: place.definition.process.flow(flow).id))
    case .variablesSet(let scope, let values):
      guard let place = change.place else { break }
      for member in SecretHole.display(values.json).members {
        let id = VariableID(scope: scope, name: member.key)
        if variables.updateValue((place.instance, member.value), forKey: id) == nil {
          variableOrder.append(id)
        }
      }
    case .jobCreated, .jobActivated, .jobCompleted, .jobFailed, .jobErrorThrown, .jobTimedOut,
      .jobAvailable, .jobRetriesUpdated, .jobCanceled:
      addJob(change, time)
    case .timerCreated(let key, _, _, let schedule):
      guard let place = change.place, case .node(let node) = change.detail else { break }
      timers.insert(
        key, of: place.instance,
        [place.key, place.id(of: node), schedule.due, schedule.repetitions, "CREATED"])
    case .timerFired(let key, let next?):
      // A start event's timer has no row.
      guard change.place != nil else { break }
      timers.set(key, "due", next.due)
      timers.set(key, "repetitions", next.repetitions)
    case .timerFired(let key, nil):
      if change.place != nil { timers.set(key, "state", "TRIGGERED") }
    case .timerCanceled(let key):
      if change.place != nil { timers.set(key, "state", "CANCELED") }
    case .subscriptionOpened, .subscriptionClosed, .messageCorrelated, .messageStarted:
      addMessage(change, time)
    case .incidentRaised(let key, _, let job, let type, let message):
      guard let place = change.place else { break }
      incidents.insert(
        key, of: place.instance,
        [place.key, place.element.id, job, type.rawValue, message, time, nil])
    case .incidentResolved(let key): incidents.set(key, "resolved", time)
    case .activated, .completing, .tokensDropped, .loopStarted, .loopCounted, .loopResultSet,
      .startTimerCreated, .messagePublished, .messageConsumed, .messageExpired, .jobRequestNoted,
      .workDeferred, .workResumed:
      break
    }
  }

  private mutating func begin(_ change: Change, _ scope: EngineKey, _ time: Int64) {
    guard let place = change.place else { return }
    let active = ElementInstance.State.active.rawValue
    if place.isInstance {
      let definition = place.definition
      instances.insert(
        place.key, of: place.key,
        [definition.key, definition.process.id, nil, nil, active, time, nil])
    } else {
      let node = place.element
      elements.insert(
        place.key, of: place.instance,
        [scope, node.id, node.name, node.type.rawValue, active, time, nil])
    }
  }

  private mutating func end(_ change: Change, _ state: ElementInstance.State, _ time: Int64) {
    guard let place = change.place else { return }
    if place.isInstance {
      instances.set(place.key, "state", state.rawValue)
      instances.set(place.key, "ended", time)
      ended.append(place.key)
    } else {
      elements.set(place.key, "state", state.rawValue)
      elements.set(place.key, "ended", time)
    }
  }

  private mutating func addJob(_ change: Change, _ time: Int64) {
    guard let place = change.place, case .job(let key, let type, let retries) = change.detail
    else { return }
    switch change.event {
    case .jobCreated:
      jobs.insert(
        key, of: place.instance,
        [
          place.key, place.element.id, type, "CREATED", retries, "", nil, nil, nil, time, nil,
        ])
    case .jobActivated(_, _, let worker, let deadline):
      jobs.set(key, "state", "ACTIVATED")
      jobs.set(key, "worker", worker)
      jobs.set(key, "deadline", deadline)
    case .jobCompleted: end(job: key, "COMPLETED", time)
    case .jobCanceled: end(job: key, "CANCELED", time)
    case .jobFailed(_, _, let message, _):
      jobs.set(key, "state", "FAILED")
      jobs.set(key, "retries", retries)
      jobs.set(key, "message", SecretHole.display(message))
    case .jobErrorThrown(_, let code, let message):
      jobs.set(key, "state", "ERROR_THROWN")
      jobs.set(key, "error_code", code)
      jobs.set(key, "message", SecretHole.display(message))
    case .jobTimedOut: jobs.set(key, "state", "TIMED_OUT")
    case .jobAvailable: jobs.set(key, "state", "CREATED")
    case .jobRetriesUpdated: jobs.set(key, "retries", retries)
    default: break
    }
  }

  private mutating func end(job key: EngineKey, _ state: String, _ time: Int64) {
    jobs.set(key, "state", state)
    jobs.set(key, "ended", time)
  }

  private mutating func addMessage(_ change: Change, _ time: Int64) {
    guard let place = change.place else { return }
    switch change.event {
    case .subscriptionOpened(let key, _, let node, let topic):
      subscriptions.insert(
        key, of: place.instance,
        [place.key, place.id(of: node), topic.name, topic.correlationKey, "CREATED", true, time])
    case .subscriptionClosed(let key):
      subscriptions.set(key, "is_open", false)
      subscriptions.set(key, "changed", time)
    case .messageCorrelated(let message, _, let subscription):
      subscriptions.set(subscription, "state", "CORRELATED")
      subscriptions.set(subscription, "changed", time)
      guard case .received(let topic, let node) = change.detail else { break }
      correlations.append(
        Correlation(
          message: message, subscription: subscription, place: place,
          elementID: place.id(of: node), topic: topic, time: time))
    case .messageStarted(let message, _, _):
      guard case .message(let topic) = change.detail else { break }
      correlations.append(
        Correlation(
          message: message, subscription: nil, place: place, elementID: nil, topic: topic,
          time: time))
    default: break
    }
  }

  /// Forgets the oldest ended instances, as far as they were also created since the last flush.
  /// - Parameter limit: how many ended instances are kept.
  mutating func dropEnded(over limit: Int) {
    guard ended.count > limit else { return }
    let dropped = Set(ended.dropLast(limit).filter(instances.isNew))
    instances.drop(dropped)
    elements.drop(dropped)
    jobs.drop(dropped)
    timers.drop(dropped)
    subscriptions.drop(dropped)
    incidents.drop(dropped)
    variables = variables.filter { !dropped.contains($0.value.instance) }
    variableOrder.removeAll { variables[$0] == nil }
    flows = flows.filter { !dropped.contains($0.instance) }
    correlations.removeAll { dropped.contains($0.place.instance) }
    ended.removeAll { dropped.contains($0) }
  }

  /// Writes everything, and forgets it.
  mutating func flush(to database: Database) throws {
    for definition in definitions {
      try database.cachedStatement(
        sql: "INSERT OR REPLACE INTO definition VALUES (?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [
        definition.key, definition.process.id, definition.process.name, definition.version,
        definition.resource.name, definition.deployment,
      ])
    }
    try instances.flush(to: database)
    try elements.flush(to: database)
    try jobs.flush(to: database)
    try timers.flush(to: database)
    try subscriptions.flush(to: database)
    try incidents.flush(to: database)
    let variable = try database.cachedStatement(
      sql: """
        INSERT INTO variable (scope, name, instance, value) VALUES (?, ?, ?, ?)
        ON CONFLICT (scope, name) DO UPDATE SET value = excluded.value
        """)
    for id in variableOrder {
      guard let row = variables[id] else { continue }
      try variable.execute(arguments: [id.scope, id.name, row.instance, row.value.text()])
    }
    let flow = try database.cachedStatement(sql: "INSERT OR IGNORE INTO flow VALUES (?, ?)")
    for id in flows { try flow.execute(arguments: [id.instance, id.flow]) }
    let correlation = try database.cachedStatement(
      sql: "INSERT INTO correlation VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    for row in correlations {
      try correlation.execute(arguments: [
        row.message, row.subscription, row.place.instance, row.place.key, row.elementID,
        row.topic.name, row.topic.correlationKey, row.time,
      ])
    }
    self = HistoryBuffer()
  }
}

extension Change.Place {
  /// The id of another element of the process, such as an attached event.
  func id(of node: NodeIndex) -> String { definition.process.node(node).id }
}
