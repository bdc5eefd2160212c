import EngineProtocol
import FEEL
import JSON
import Text

/// A row of a snapshot: one process instance with everything in it, one definition, message,
/// cluster variable or start timer, or the header. Its key is theirs; the header has key 0.
struct SnapshotRecord {
  let key: EngineKey
  let kind: String
  let value: String

  var checksum: Int64 {
    var hash = FNV1a(kind)
    hash.add(UInt64(bitPattern: key))
    hash.add(value)
    return Int64(bitPattern: hash.value)
  }
}

/// The keys of what has changed since a snapshot: process instances, messages, start timers,
/// cluster variables and definitions.
struct ChangedKeys: Sendable {
  private(set) var keys: Set<EngineKey> = []
  /// The instance that was added last, because most changes concern the same one.
  private var instance: EngineKey = 0

  mutating func note(_ change: Change) {
    if let changed = change.place?.instance, changed != instance {
      keys.insert(changed)
      instance = changed
    }
    switch change.event {
    case .deployed(_, _, let processes): for process in processes { keys.insert(process.key) }
    case .called(let key, _), .formDeployed(let key, _, _, _), .resourceDeployed(let key, _, _, _),
      .startTimerCreated(let key, _, _, _),
      .clusterVariableSet(let key, _), .clusterVariableDeleted(let key),
      .messagePublished(let key, _, _, _, _), .messageCorrelated(let key, _, _),
      .messageStarted(let key, _, _), .messageConsumed(let key), .messageExpired(let key):
      keys.insert(key)
    case .resourceDeleted(let key), .definitionRemoved(let key): keys.insert(key)
    // The timer of a start event; others belong to their instance.
    case .timerFired(let key, _) where change.place == nil,
      .timerCanceled(let key) where change.place == nil:
      keys.insert(key)
    case .completed, .terminated:
      if case .called(let caller) = change.detail { keys.insert(caller) }
    default: break
    }
  }

  mutating func removeAll() { self = ChangedKeys() }
}

/// Writes rows of a snapshot, in the format of `SnapshotReader`.
struct SnapshotWriter {
  private let state: EngineState

  init(_ state: EngineState) { self.state = state }

  /// The new rows of what has changed, by key; nil for what has ended.
  func records(for changed: ChangedKeys) -> [(key: EngineKey, record: SnapshotRecord?)] {
    ([0] + changed.keys).sorted().map { ($0, record($0)) }
  }

  private func record(_ key: EngineKey) -> SnapshotRecord? {
    var writer = EventWriter()
    if key == 0 {
      writer.values(
        // The second value was a counter of the first versions.
        state.lastKey, 0,
        state.backlog.instances.map {
          DeferredSteps(instance: $0, steps: state.backlog.steps(of: $0))
        }, state.draining.sorted(), state.deletedVersionList)
      return SnapshotRecord(key: key, kind: "header", value: writer.text)
    }
    if state.elements.place(of: key) != nil {
      writeInstance(key, to: &writer)
      return SnapshotRecord(key: key, kind: "instance", value: writer.text)
    }
    if let message = state.messages[key] {
      writer.values(
        message.topic, message.id, message.deadline, message.variables,
        message.correlatedProcesses.sorted(), message.isConsumed ? 1 : 0)
      return SnapshotRecord(key: key, kind: "message", value: writer.text)
    }
    if let timer = state.startTimers[key] {
      writer.values(timer.definition, timer.node, timer.schedule)
      return SnapshotRecord(key: key, kind: "startTimer", value: writer.text)
    }
    if let definition = state.definitions[key] {
      writer.values(
        definition.process.id, definition.version, definition.deployment, definition.resource)
      return SnapshotRecord(key: key, kind: "definition", value: writer.text)
    }
    if let variable = state.clusterVariables[key] {
      writer.values(variable)
      return SnapshotRecord(key: key, kind: "clusterVariable", value: writer.text)
    }
    for (kind, table) in [("form", state.forms), ("resource", state.resources)] {
      guard let document = table[key] else { continue }
      writer.values(document.deployment, document.document, document.file)
      return SnapshotRecord(key: key, kind: kind, value: writer.text)
    }
    return nil
  }

  private func writeInstance(_ instance: EngineKey, to writer: inout EventWriter) {
    let elements = state.contents(of: instance).compactMap { state.elements[$0] }
    let jobs = elements.compactMap(\.job).sorted()
    let incidents =
      elements.compactMap(\.incident) + jobs.compactMap { state.jobs[$0]?.incident }
    writer.lists(
      elements.map { element in { $0.write(element) } },
      jobs.compactMap { key in state.jobs[key].map { job in { $0.write(job, key) } } },
      elements.flatMap(\.timers).sorted().compactMap { key in
        state.timers[key].map { timer in
          { $0.values(key, timer.element, timer.node, timer.schedule) }
        }
      },
      elements.flatMap(\.subscriptions).sorted().compactMap { key in
        state.subscriptions[key].map { subscription in
          { $0.values(key, subscription.element, subscription.node, subscription.topic) }
        }
      },
      incidents.sorted().compactMap { key in
        state.incidents[key].map { incident in
          { $0.values(key, incident.element, incident.job, incident.type, incident.message) }
        }
      },
      elements.flatMap(\.eventWaits).sorted().compactMap { key in
        state.eventWaits[key].map { wait in
          { $0.values(key, wait.element, wait.node, wait.signal) }
        }
      },
      elements.filter(\.isPartOfCompensation).map { element in
        { $0.values(element.key, element.compensable, element.compensator, element.handlers) }
      },
      elements.compactMap(\.userTask).sorted().compactMap { key in
        state.userTasks[key].map { task in
          { $0.values(key, task.element, task.attributes, task.form, task.transition) }
        }
      },
      [state.traits[instance]].compactMap { $0 }.map { traits in { $0.values(traits) } })
  }
}

extension ElementState {
  fileprivate var isPartOfCompensation: Bool {
    !compensable.isEmpty || compensator != nil || handlers > 0
  }
}

extension EventWriter {
  fileprivate mutating func lists(_ lists: [(inout EventWriter) -> Void]...) {
    for (index, list) in lists.enumerated() {
      raw(index == 0 ? "[[" : ",[")
      for (position, write) in list.enumerated() {
        if position > 0 { raw(",") }
        write(&self)
      }
      raw("]")
    }
    raw("]")
  }

  fileprivate mutating func write(_ element: ElementState) {
    values(
      element.key, element.definition, element.node, element.scope, element.phase.rawValue,
      element.variables.json,
      element.tokens.entries.flatMap { [$0.flow, Int32($0.count)] },
      element.loop.map { [Int64($0.count), Int64($0.started), Int64($0.completed)] },
      element.loop?.items, element.loopCounter,
      element.lock.map { [$0.process, $0.correlationKey] }, element.caller, element.called,
      element.listened, element.entry, element.held, element.isFulfilled ? 1 : 0)
  }

  fileprivate mutating func write(_ job: JobState, _ key: EngineKey) {
    values(
      key, job.element, job.type, job.phase.rawValue, job.retries, job.token, job.worker,
      // The value after the deadline was an order of the first versions.
      job.deadline, 0, job.request, job.headers, job.listener, job.priority, job.lease)
  }
}

/// Builds the state from the rows of a snapshot, in the order of their keys.
struct SnapshotReader {
  private var state = EngineState()
  /// The compiled processes of files with several.
  private var compiled: (resource: LoggedResource, processes: [ExecutableProcess])?

  mutating func read(_ record: SnapshotRecord) throws {
    var reader = EventReader(fields: try JSONNode(parsing: Array(record.value.utf8)).items[...])
    switch record.kind {
    case "header":
      state.lastKey = try reader.next()
      _ = try reader.next() as Int64
      for queue in try reader.next() as [DeferredSteps] {
        state.backlog.add(Array(queue.steps), of: queue.instance)
      }
      state.draining = Set(try reader.nextIfAny() as [EngineKey]? ?? [])
      for deleted in try reader.nextIfAny() as [DeletedVersion]? ?? [] {
        state.deletedVersions[deleted.resource] = deleted.version
      }
    case "definition": try readDefinition(record.key, &reader)
    case "form": state.forms.add(try Self.document(&reader), record.key)
    case "clusterVariable": state.clusterVariables.set(try reader.next(), record.key)
    case "resource": state.resources.add(try Self.document(&reader), record.key)
    case "startTimer":
      state.startTimers[record.key] = StartTimerState(
        definition: try reader.next(), node: try reader.next(), schedule: try reader.next())
    case "message":
      var message = MessageState(
        topic: try reader.next(), id: try reader.next(), deadline: try reader.next(),
        variables: try reader.next())
      message.correlatedProcesses = Set(try reader.next() as [String])
      message.isConsumed = try reader.next() as Int == 1
      state.messages[record.key] = message
    case "instance": try readInstance(record.key, &reader)
    default: throw EventReader.Fault()
    }
  }

  private static func document(_ reader: inout EventReader) throws -> DocumentState {
    DocumentState(
      deployment: try reader.next(), document: try reader.next(), file: try reader.next())
  }

  private mutating func readDefinition(_ key: EngineKey, _ reader: inout EventReader) throws {
    let id: String = try reader.next()
    let version: Int = try reader.next()
    let deployment: EngineKey = try reader.next()
    let resource: LoggedResource = try reader.next()
    if compiled?.resource != resource {
      let file = DeploymentResource(name: resource.name, bytes: resource.bytes)
      compiled = (resource, try DeploymentCompiler.compile(file).processes)
    }
    guard let process = compiled?.processes.first(where: { $0.id == id }) else {
      throw EventReader.Fault()
    }
    state.add(
      Definition(
        key: key, version: version, deployment: deployment, resource: resource, process: process))
  }

  private mutating func readInstance(_ instance: EngineKey, _ reader: inout EventReader) throws {
    var elements: [Fields] = try reader.next()
    for index in elements.indices { try readElement(&elements[index].reader, of: instance) }
    var jobs: [Fields] = try reader.next()
    for index in jobs.indices { try readJob(&jobs[index].reader) }
    for var timer in try reader.next() as [Fields] {
      let key: EngineKey = try timer.reader.next()
      let state = TimerState(
        element: try timer.reader.next(), node: try timer.reader.next(),
        schedule: try timer.reader.next())
      self.state.timers[key] = state
      self.state.elements.update(state.element) { $0.timers.append(key) }
    }
    for var subscription in try reader.next() as [Fields] {
      let key: EngineKey = try subscription.reader.next()
      state.addSubscription(
        key, element: try subscription.reader.next(), node: try subscription.reader.next(),
        topic: try subscription.reader.next())
    }
    for var incident in try reader.next() as [Fields] {
      let key: EngineKey = try incident.reader.next()
      state.add(
        IncidentState(
          element: try incident.reader.next(), job: try incident.reader.next(),
          type: try incident.reader.next(), message: try incident.reader.next()), key)
    }
    // Snapshots of the first versions end here.
    for var wait in try reader.nextIfAny() as [Fields]? ?? [] {
      let key: EngineKey = try wait.reader.next()
      state.add(
        EventWaitState(
          element: try wait.reader.next(), node: try wait.reader.next(),
          signal: try wait.reader.next()), key)
    }
    for var element in try reader.nextIfAny() as [Fields]? ?? [] {
      guard let place = state.elements.place(of: try element.reader.next()) else {
        throw EventReader.Fault()
      }
      state.elements[place].compensable = try element.reader.next()
      state.elements[place].compensator = try element.reader.next()
      state.elements[place].handlers = try element.reader.next()
    }
    for var task in try reader.nextIfAny() as [Fields]? ?? [] {
      let key: EngineKey = try task.reader.next()
      let state = UserTaskState(
        element: try task.reader.next(), attributes: try task.reader.next(),
        form: try task.reader.next(), transition: try task.reader.next())
      self.state.userTasks[key] = state
      self.state.elements.update(state.element) { $0.userTask = key }
    }
    for var traits in try reader.nextIfAny() as [Fields]? ?? [] {
      state.traits[instance] = try traits.reader.next()
    }
  }

  private mutating func readElement(_ reader: inout EventReader, of instance: EngineKey) throws {
    let key: EngineKey = try reader.next()
    var element = ElementState(
      key: key, instance: instance, definition: try reader.next(), node: try reader.next(),
      scope: try reader.next())
    guard let phase = ElementState.Phase(rawValue: try reader.next()) else {
      throw EventReader.Fault()
    }
    element.phase = phase
    element.variables = Variables(try reader.next()).values
    let tokens: [Int32] = try reader.next()
    for index in stride(from: 0, to: tokens.count - 1, by: 2) {
      for _ in 0..<tokens[index + 1] { element.tokens.add(tokens[index]) }
    }
    let progress: [Int]? = try reader.next()
    let items: [JSONValue]? = try reader.next()
    if let progress, progress.count == 3 {
      var loop = items.map(LoopProgress.init(items:)) ?? LoopProgress(count: progress[0])
      loop.started = progress[1]
      loop.completed = progress[2]
      element.loop = loop
    }
    element.loopCounter = try reader.next()
    if let lock: [String] = try reader.next(), lock.count == 2 {
      element.lock = StartLock(process: lock[0], correlationKey: lock[1])
    }
    element.caller = try reader.next()
    element.called = try reader.next()
    element.listened = try reader.nextIfAny() as ExecutionListeners.Event?? ?? nil
    element.entry = try reader.nextIfAny() as ScopeEntry?? ?? nil
    element.held = try reader.nextIfAny() ?? []
    element.isFulfilled = try reader.nextIfAny() as Int? == 1
    guard let definition = state.definitions[element.definition] else {
      throw EventReader.Fault()
    }
    state.elements.insert(element, of: definition)
  }

  private mutating func readJob(_ reader: inout EventReader) throws {
    let key: EngineKey = try reader.next()
    let element: EngineKey = try reader.next()
    let type: String = try reader.next()
    guard let phase = JobState.Phase(rawValue: try reader.next()) else {
      throw EventReader.Fault()
    }
    var job = JobState(element: element, type: type, retries: try reader.next())
    job.phase = phase
    job.token = try reader.next()
    job.worker = try reader.next()
    job.deadline = try reader.next()
    _ = try reader.next() as Int64
    job.request = try reader.next()
    job.headers = try reader.nextIfAny() as [String: String]?? ?? nil
    job.listener = try reader.nextIfAny() as ListenerJob?? ?? nil
    job.priority = try reader.nextIfAny() ?? 0
    job.lease = try reader.nextIfAny() as String?? ?? nil
    state.jobs[key] = job
    state.elements.update(element) { $0.job = key }
  }

  /// The state, with everything that follows from its parts.
  mutating func finish() -> EngineState {
    state.rebuildIndexes()
    return state
  }
}

/// A list of values.
private struct Fields: LogField {
  var reader: EventReader

  init(_ node: JSONNode) throws { reader = EventReader(fields: node.items[...]) }
  func write(to writer: inout EventWriter) {}
}

/// The queue of an instance in the backlog.
private struct DeferredSteps: LogField {
  let instance: EngineKey
  let steps: ArraySlice<Step>

  init(instance: EngineKey, steps: ArraySlice<Step>) {
    self.instance = instance
    self.steps = steps
  }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    instance = try reader.next()
    steps = (try reader.next() as [Step])[...]
  }

  func write(to writer: inout EventWriter) {
    writer.raw("[\(instance),")
    writer.list(steps)
    writer.raw("]")
  }
}
