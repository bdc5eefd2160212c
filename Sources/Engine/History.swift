import BPMN
import EngineProtocol
import JSON

/// The events as queries and observers see them: active and ended instances.
///
/// Only the latest ended instances are kept, up to a limit.
struct History: Sendable {
  /// A process instance with its history.
  struct Instance: Sendable {
    var description: ProcessInstance
    var elements: [ElementInstance] = []
    var variables = JSONObject()
    private var incidents = 0

    init(_ description: ProcessInstance) { self.description = description }

    mutating func count(_ change: Int) {
      incidents += change
      description.hasIncident = incidents > 0
    }
  }

  private(set) var definitions: [EngineKey: Definition] = [:]
  private(set) var instances: [EngineKey: Instance] = [:]
  private(set) var incidents: [EngineKey: Incident] = [:]
  private(set) var subscriptions: [EngineKey: MessageSubscription] = [:]
  private var ended: [EngineKey] = []
  private let limit: Int

  // The instance and element of everything that is active.
  private var places: [EngineKey: Place] = [:]
  private var jobs: [EngineKey: (element: EngineKey, type: String, retries: Int)] = [:]
  private var timers: [EngineKey: (element: EngineKey, node: NodeIndex)] = [:]
  private var topics: [EngineKey: MessageTopic] = [:]

  private struct Place: Sendable {
    var instance: EngineKey
    var process: ExecutableProcess
    var node: NodeIndex
    /// The index in the instance's list of elements.
    var position: Int
  }

  /// - Parameter limit: how many ended instances to keep.
  init(limit: Int = 10_000) {
    self.limit = limit
  }

  /// Applies an event.
  /// - Parameter state: supplies the definitions; may be ahead of the event.
  mutating func apply(_ event: Event, at time: Int64, _ state: EngineState) -> [TraceEntry] {
    switch event {
    case .deployed(_, _, let processes):
      return processes.compactMap { process in
        guard let definition = state.definitions[process.key] else { return nil }
        definitions[process.key] = definition
        return TraceEntry(.deployed, at: time, .process(definition.description))
      }
    case .activating(let key, let instance, let definition, let node, _, _):
      begin(key, instance, definition, node, time)
      return []
    case .activated(let key): return trace(.activated, key, time)
    case .completed(let key):
      let entries = trace(.completed, key, time)
      end(key, .completed, time)
      return entries
    case .terminated(let key):
      let entries = trace(.terminated, key, time)
      end(key, .terminated, time)
      return entries
    case .flowTaken(let scope, let flow):
      return trace(.flowTaken, scope, time, places[scope].map { .flow($0.process.flow(flow).id) })
    case .variablesSet(let scope, let variables):
      let shown = SecretHole.display(variables.json)
      if let place = places[scope], place.node == ExecutableProcess.root {
        instances[place.instance]?.variables.merge(shown)
      }
      return trace(.variablesSet, scope, time, .variables(shown))
    case .startTimerCreated(_, let definition, let node, let schedule):
      return traceStartTimer(definition, node, schedule, time)
    case .called(let key, let caller):
      instances[key]?.description.parentKey = places[caller]?.instance
      return []
    case .completing, .tokensDropped, .loopStarted, .loopCounted, .loopResultSet,
      .workDeferred, .workResumed:
      return []
    case .jobCreated, .jobActivated, .jobCompleted, .jobFailed, .jobErrorThrown, .jobTimedOut,
      .jobAvailable, .jobRetriesUpdated, .jobCanceled:
      return applyJob(event, time)
    case .timerCreated(let key, let element, let node, let schedule):
      timers[key] = (element, node)
      return trace(.timerCreated, element, time, .due(schedule.due), node: node)
    case .timerFired(let key, let next):
      guard let timer = timers[key] else { return [] }
      if next == nil { timers[key] = nil }
      return trace(
        .timerFired, timer.element, time, next.map { .due($0.due) }, node: timer.node)
    case .timerCanceled(let key):
      timers[key] = nil
      return []
    case .subscriptionOpened, .subscriptionClosed, .messagePublished, .messageCorrelated,
      .messageStarted, .messageConsumed, .messageExpired:
      return applyMessage(event, time)
    case .incidentRaised(let key, let element, let job, let type, let message):
      return raise(key, element, job, type, message, time)
    case .incidentResolved(let key): return resolve(key, time)
    }
  }

  // MARK: Elements

  private mutating func begin(
    _ key: EngineKey, _ instance: EngineKey, _ definition: EngineKey, _ index: NodeIndex,
    _ time: Int64
  ) {
    guard let definition = definitions[definition] else { return }
    let node = definition.process.node(index)
    if index == ExecutableProcess.root {
      instances[key] = Instance(
        ProcessInstance(
          key: key, definition: definition.description, state: .active, startTime: time))
    }
    let position = instances[instance]?.elements.count ?? 0
    places[key] = Place(
      instance: instance, process: definition.process, node: index, position: position)
    guard index != ExecutableProcess.root else { return }
    instances[instance]?.elements.append(
      ElementInstance(
        key: key, elementID: node.id, elementName: node.name, elementType: node.type,
        state: .active, startTime: time))
  }

  private mutating func end(_ key: EngineKey, _ state: ElementInstance.State, _ time: Int64) {
    guard let place = places.removeValue(forKey: key) else { return }
    guard place.node == ExecutableProcess.root else {
      instances[place.instance]?.elements[place.position].state = state
      instances[place.instance]?.elements[place.position].endTime = time
      return
    }
    instances[key]?.description.state = state == .completed ? .completed : .terminated
    instances[key]?.description.endTime = time
    ended.append(key)
    // In bulk: dropping them one by one would move all others each time.
    if ended.count > limit + limit / 8 {
      for key in ended.prefix(ended.count - limit) { instances[key] = nil }
      ended.removeFirst(ended.count - limit)
    }
  }

  // MARK: Jobs

  private mutating func applyJob(_ event: Event, _ time: Int64) -> [TraceEntry] {
    switch event {
    case .jobCreated(let key, let element, let type, let retries):
      jobs[key] = (element, type, retries)
      return traceJob(.jobCreated, key, time)
    case .jobActivated(let key, _, _, _): return traceJob(.jobActivated, key, time)
    case .jobCompleted(let key):
      defer { jobs[key] = nil }
      return traceJob(.jobCompleted, key, time)
    case .jobFailed(let key, let retries, let message, _):
      jobs[key]?.retries = retries
      return traceJob(.jobFailed, key, time, message)
    case .jobErrorThrown(let key, let code, let message):
      return traceJob(.jobErrorThrown, key, time, message.isEmpty ? code : "\(code): \(message)")
    case .jobTimedOut(let key): return traceJob(.jobTimedOut, key, time)
    case .jobRetriesUpdated(let key, let retries): jobs[key]?.retries = retries
    case .jobCanceled(let key): jobs[key] = nil
    default: break
    }
    return []
  }

  // MARK: Messages

  private mutating func applyMessage(_ event: Event, _ time: Int64) -> [TraceEntry] {
    switch event {
    case .subscriptionOpened(let key, let element, let node, let topic):
      guard let place = places[element] else { return [] }
      subscriptions[key] = MessageSubscription(
        instanceKey: place.instance, elementID: place.process.node(node).id,
        messageName: topic.name, correlationKey: topic.correlationKey)
      return trace(.messageAwaited, element, time, .message(topic), node: node)
    case .subscriptionClosed(let key): subscriptions[key] = nil
    case .messagePublished(let key, let topic, _, _, _):
      topics[key] = topic
      return [TraceEntry(.messagePublished, at: time, .message(topic))]
    case .messageCorrelated(let key, _, let subscription):
      guard let topic = topics[key] else { return [] }
      var entry = TraceEntry(.messageCorrelated, at: time, .message(topic))
      entry.instanceKey = subscriptions[subscription]?.instanceKey
      entry.elementID = subscriptions[subscription]?.elementID
      return [entry]
    case .messageStarted(let key, _, let instance):
      return trace(.messageCorrelated, instance, time, topics[key].map { .message($0) })
    case .messageExpired(let key):
      defer { topics[key] = nil }
      return topics[key].map { [TraceEntry(.messageExpired, at: time, .message($0))] } ?? []
    default: break
    }
    return []
  }

  // MARK: Incidents

  private mutating func raise(
    _ key: EngineKey, _ element: EngineKey, _ job: EngineKey?, _ type: IncidentType,
    _ message: String, _ time: Int64
  ) -> [TraceEntry] {
    guard let place = places[element] else { return [] }
    incidents[key] = Incident(
      key: key, type: type.rawValue, message: message, instanceKey: place.instance,
      elementID: place.process.node(place.node).id, jobKey: job)
    instances[place.instance]?.count(1)
    return trace(
      .incidentRaised, element, time, .incident(key: key, type: type.rawValue, message: message))
  }

  private mutating func resolve(_ key: EngineKey, _ time: Int64) -> [TraceEntry] {
    guard let incident = incidents.removeValue(forKey: key) else { return [] }
    instances[incident.instanceKey]?.count(-1)
    var entry = TraceEntry(
      .incidentResolved, at: time,
      .incident(key: key, type: incident.type, message: incident.message))
    entry.instanceKey = incident.instanceKey
    entry.elementID = incident.elementID
    return [entry]
  }

  // MARK: Traces

  private func traceStartTimer(
    _ definition: EngineKey, _ index: NodeIndex, _ schedule: TimerSchedule, _ time: Int64
  ) -> [TraceEntry] {
    guard let node = definitions[definition]?.process.node(index) else { return [] }
    var entry = TraceEntry(.timerCreated, at: time, .due(schedule.due))
    entry.elementID = node.id
    entry.elementName = node.name
    entry.elementType = node.type
    return [entry]
  }

  private func traceJob(
    _ action: TraceEntry.Action, _ key: EngineKey, _ time: Int64, _ message: String? = nil
  ) -> [TraceEntry] {
    guard let job = jobs[key] else { return [] }
    return trace(
      action, job.element, time,
      .job(key: key, type: job.type, retries: job.retries, message: message))
  }

  private func trace(
    _ action: TraceEntry.Action, _ element: EngineKey, _ time: Int64,
    _ detail: TraceEntry.Detail? = nil, node: NodeIndex? = nil
  ) -> [TraceEntry] {
    guard let place = places[element] else { return [] }
    let node = place.process.node(node ?? place.node)
    var entry = TraceEntry(action, at: time, detail)
    entry.instanceKey = place.instance
    entry.elementKey = element
    entry.elementID = node.id
    entry.elementName = node.name
    entry.elementType = node.type
    return [entry]
  }
}

extension TraceEntry.Detail {
  fileprivate static func message(_ topic: MessageTopic) -> TraceEntry.Detail {
    .message(name: topic.name, correlationKey: topic.correlationKey)
  }
}
