import EngineProtocol
import FEEL

/// The state machine: processes commands, each into a list of events.
///
/// It is pure. A command's `Moment` supplies time and random numbers, keys come from a counter in
/// the state, and every event is applied as soon as it is created, so that the following code sees
/// its effect. A rejected command creates no events.
struct Processor {
  private(set) var state: EngineState
  /// The environment of expressions: the host's time zones, and the clock and random numbers of the
  /// moment.
  private(set) var environment: FEELEnvironment
  private(set) var now: Int64 = 0
  private var changes: [Change] = []
  /// What has changed since the last snapshot; nil if none will be taken.
  var changed: ChangedKeys?
  private var lastKey: EngineKey
  /// The remaining steps of the current command, from `firstStep` on.
  private var steps: [Step] = []
  private var firstStep = 0
  /// How many elements each instance has activated since it last waited.
  private var visits = VisitCounter()
  /// Instances to terminate because one of their elements has ended (`haltInstances`).
  var halting: [EngineKey] = []
  /// From where to look for a buffered message.
  var messageCursors = MessageCursors()

  /// Enough for most commands.
  private static let changeCapacity = 64
  /// The maximum number of steps per command; the rest is left to `wake`.
  let stepLimit: Int
  /// The maximum number of instances that one command resumes.
  private static let resumeLimit = 10
  /// How many elements an instance may activate without waiting. A process that never waits would
  /// fill the log, so it gets an incident.
  let visitLimit: Int
  let compatibility: EngineCompatibility

  init(
    state: EngineState, changed: ChangedKeys? = nil, environment: FEELEnvironment,
    compatibility: EngineCompatibility = EngineCompatibility(), stepLimit: Int = 200,
    visitLimit: Int = 1_000_000
  ) {
    self.compatibility = compatibility
    self.changed = changed
    self.stepLimit = stepLimit
    self.visitLimit = visitLimit
    self.state = state
    self.environment = environment
    lastKey = state.lastKey
  }

  /// Processes a command.
  /// - Returns: the reply, or why the command was rejected, and the changes to log.
  mutating func process(
    _ command: Command, at moment: Moment
  ) -> (result: Result<Reply, EngineError>, changes: [Change]) {
    now = moment.time
    changes.reserveCapacity(Self.changeCapacity)
    environment.set(now: now, seed: moment.seed)
    let result: Result<Reply, EngineError>
    do throws(EngineError) {
      let reply = try execute(command)
      haltInstances()
      runSteps(atMost: stepLimit)
      result = .success(reply)
    } catch {
      result = .failure(error)
    }
    // What an instance has left to later commands, it does without waiting.
    for instance in visits.finish() where !state.backlog.contains(outermost(instance)) {
      visits.reset(instance)
    }
    defer { changes = [] }
    return (result, changes)
  }

  private mutating func execute(_ command: Command) throws(EngineError) -> Reply {
    switch command {
    case .deploy(let resources): try deploy(resources)
    case .createInstance(let request): try createInstance(request)
    case .deleteResource(let key): try deleteResource(key)
    case .cancelInstance(let key): try cancelInstance(key)
    case .resolveIncidents(let instance): try resolveIncidents(of: instance)
    case .publishMessage(let request): try publishMessage(request)
    case .correlateMessage(let request): try correlateMessage(request)
    case .broadcastSignal(let request): try broadcastSignal(request)
    case .evaluateConditionals(let request): try evaluateConditionals(request)
    case .changeClusterVariable(let command): try change(clusterVariable: command)
    case .listClusterVariables: .clusterVariables(state.clusterVariables.all)
    case .deliver(let delivery): try deliver(delivery)
    case .activateJobs(let request): activateJobs(request)
    case .noteRequest(let description, let job): try noteRequest(description, of: job)
    case .completeJob(let job, let variables, let result):
      try completeJob(job, variables, result)
    case .failJob(let job, let failure): try failJob(job, failure)
    case .throwError(let job, let error): try throwError(job, error)
    case .updateJob(let key, let update): try updateJob(key, update)
    case .activateAdHoc(let key, let activations, let cancelsRest):
      try activate(activations, inAdHoc: key, cancelsRest: cancelsRest)
    case .changeUserTask(let key, let command): try change(userTask: key, command)
    case .changeInstance(let key, let command): try change(instance: key, command)
    case .resolveIncident(let key): try resolveIncident(key)
    case .resource(let key): .resource(try resource(of: key))
    case .listActivatedJobs: listActivatedJobs()
    case .pendingWork(let instances, let types):
      .pendingWork(state.pendingWork(of: instances, serving: types, now: now))
    case .wake: wake()
    }
  }

  private mutating func runSteps(atMost limit: Int) {
    while firstStep < min(steps.count, limit) {
      firstStep += 1
      perform(steps[firstStep - 1])
      haltInstances()
    }
    if firstStep < steps.count { deferWork(steps[firstStep...]) }
    steps.removeAll(keepingCapacity: true)
    firstStep = 0
  }

  mutating func enqueue(_ step: Step) { steps.append(step) }

  /// Carries out a step at once.
  mutating func perform(_ step: Step) {
    switch step {
    case .start(let node, let scope, let variables): start(node, scope, variables)
    case .enter(let start, let scope, let variables): enter(at: start, in: scope, with: variables)
    case .activateInAdHoc(let node, let scope, let variables):
      activateInAdHoc(node, scope, variables)
    case .arrive(let flow, let scope): arrive(flow, scope)
    case .activate(let key): activate(key)
    case .complete(let key): completeScope(key)
    case .iterate(let key): iterate(key)
    case .findMessage(let subscription): findMessage(for: subscription)
    case .publish(let request, let sender): publish(request, from: sender)
    case .broadcast(let name, let variables, let thrower):
      broadcast(name, variables, from: thrower)
    case .deliverSignal(let delivery): deliver(delivery)
    case .meetCondition(let wait): meetCondition(wait)
    case .startNext(let lock): startNext(lock)
    }
  }

  /// Leaves steps to later commands, in a queue for each outermost instance.
  private mutating func deferWork(_ steps: ArraySlice<Step>) {
    var instances: [EngineKey] = []
    var queues: [EngineKey: [Step]] = [:]
    for step in steps {
      let instance = self.instance(of: step)
      if queues[instance] == nil { instances.append(instance) }
      queues[instance, default: []].append(step)
    }
    for instance in instances {
      emit(.workDeferred(instance: instance, steps: queues[instance] ?? []))
    }
  }

  /// Continues the work that earlier commands deferred: that of the instances whose turn it is, each
  /// with an equal share of the steps.
  mutating func resumeWork() {
    let instances = Array(state.backlog.instances.prefix(Self.resumeLimit))
    for instance in instances {
      let share = max(1, stepLimit / instances.count)
      let resumed = state.backlog.steps(of: instance).prefix(share)
      steps += resumed
      emit(.workResumed(instance: instance, count: resumed.count))
      runSteps(atMost: share)
    }
  }

  /// The outermost instance that a step works for; 0 if there is none.
  private func instance(of step: Step) -> EngineKey {
    let element =
      switch step {
      case .start(_, let scope, _), .enter(_, let scope, _), .activateInAdHoc(_, let scope, _),
        .arrive(_, let scope):
        scope
      case .activate(let key), .complete(let key), .iterate(let key): key
      case .findMessage(let subscription): state.subscriptions[subscription]?.element ?? 0
      case .broadcast(_, _, let thrower): thrower
      case .deliverSignal(let delivery): delivery.thrower
      case .meetCondition(let wait): state.eventWaits[wait]?.element ?? 0
      case .publish(_, let sender): sender
      case .startNext: 0 as EngineKey
      }
    return outermost(element)
  }

  /// The outermost calling instance of an element; 0 if the element does not exist.
  func outermost(_ key: EngineKey) -> EngineKey {
    guard var place = state.elements.place(of: key) else { return 0 }
    while let instance = state.elements.place(of: state.elements[place].instance),
      let caller = state.elements[instance].caller.flatMap(state.elements.place(of:))
    {
      place = caller
    }
    return state.elements[place].instance
  }

  /// Carries out a command whose problems show only on the way: completely or not at all.
  ///
  /// Copies what it changes of the state, so it is not for commands that are frequent.
  mutating func atomically<Result>(
    _ body: (inout Processor) throws(EngineError) -> Result
  ) throws(EngineError) -> Result {
    let before = self
    do throws(EngineError) { return try body(&self) } catch {
      self = before
      throw error
    }
  }

  /// Counts an element that an instance activates.
  /// - Returns: false if it has activated too many without waiting.
  mutating func countVisit(of instance: EngineKey) -> Bool { visits.add(instance) <= visitLimit }

  /// Resets the count of an instance that continues after waiting.
  mutating func startCounting(_ instance: EngineKey) { visits.reset(instance) }

  mutating func emit(_ event: Event, compiled: [ExecutableProcess] = []) {
    var change = Change(event, before: &state)
    state.apply(event, compiled: compiled)
    if case .deployed = event { change.describe(after: state) }
    changed?.note(change)
    changes.append(change)
  }

  mutating func newKey() -> EngineKey {
    lastKey = max(lastKey, state.lastKey) + 1
    return lastKey
  }
}

extension FEELEnvironment {
  /// Sets the clock and the random numbers of a moment.
  fileprivate mutating func set(now milliseconds: Int64, seed: UInt64) {
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let instant = FEELDateTime(epochSecond: Int(seconds), nanosecond: Int(rest) * 1_000_000)
    now = { instant ?? FEELEnvironment.fixedNow() }
    let generator = SeededRandom(seed: seed)
    random = { Double(generator.next() >> 11) * 0x1p-53 }
    uuid = { generator.uuid() }
  }
}
