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
  /// What has changed since the last snapshot.
  var changed: ChangedKeys
  private var lastKey: EngineKey
  /// The remaining steps of the current command, from `firstStep` on.
  private var steps: [Step] = []
  private var firstStep = 0
  /// How many elements each instance has activated since it last waited, while there is a backlog.
  private var visits: [EngineKey: Int] = [:]

  /// The maximum number of steps per command; the rest is left to `wake`.
  let stepLimit: Int
  /// How many elements an instance may activate without waiting. A process that never waits would
  /// fill the log, so it gets an incident.
  let visitLimit: Int

  init(
    state: EngineState, changed: ChangedKeys = ChangedKeys(), environment: FEELEnvironment,
    stepLimit: Int = 200, visitLimit: Int = 1_000_000
  ) {
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
    environment.set(now: now, seed: moment.seed)
    let result: Result<Reply, EngineError>
    do throws(EngineError) {
      let reply = try execute(command)
      runSteps()
      result = .success(reply)
    } catch {
      result = .failure(error)
    }
    defer { changes = [] }
    return (result, changes)
  }

  private mutating func execute(_ command: Command) throws(EngineError) -> Reply {
    switch command {
    case .deploy(let resources): try deploy(resources)
    case .createInstance(let request): try createInstance(request)
    case .cancelInstance(let key): try cancelInstance(key)
    case .publishMessage(let request): try publishMessage(request)
    case .correlateMessage(let request): try correlateMessage(request)
    case .deliver(let delivery): try deliver(delivery)
    case .activateJobs(let request): activateJobs(request)
    case .noteRequest(let description, let job): try noteRequest(description, of: job)
    case .completeJob(let job, let variables): try completeJob(job, variables)
    case .failJob(let job, let failure): try failJob(job, failure)
    case .throwError(let job, let error): try throwError(job, error)
    case .updateJobRetries(let key, let retries): try updateJobRetries(key, retries)
    case .resolveIncident(let key): try resolveIncident(key)
    case .resource(let key): .resource(try definition(.key(key)).resource.file)
    case .listActivatedJobs: listActivatedJobs()
    case .pendingWork(let instances, let types):
      .pendingWork(state.pendingWork(of: instances, serving: types, now: now))
    case .wake: wake()
    }
  }

  private mutating func runSteps() {
    while firstStep < min(steps.count, stepLimit) {
      let step = steps[firstStep]
      firstStep += 1
      switch step {
      case .start(let node, let scope, let variables): start(node, scope, variables)
      case .arrive(let flow, let scope): arrive(flow, scope)
      case .activate(let key): activate(key)
      case .complete(let key): completeScope(key)
      case .iterate(let key): iterate(key)
      case .findMessage(let subscription): findMessage(for: subscription)
      case .startNext(let lock): startNext(lock)
      }
    }
    if firstStep < steps.count { emit(.workDeferred(steps: Array(steps[firstStep...]))) }
    steps.removeAll(keepingCapacity: true)
    firstStep = 0
    if state.backlog.isEmpty { visits.removeAll(keepingCapacity: true) }
  }

  mutating func enqueue(_ step: Step) { steps.append(step) }

  /// Continues the work that earlier commands deferred.
  mutating func resumeWork() {
    let resumed = state.backlog.prefix(stepLimit)
    guard !resumed.isEmpty else { return }
    steps += resumed
    emit(.workResumed(count: resumed.count))
  }

  /// Counts an element that an instance activates.
  /// - Returns: false if it has activated too many without waiting.
  mutating func countVisit(of instance: EngineKey) -> Bool {
    visits[instance, default: 0] += 1
    return visits[instance, default: 0] <= visitLimit
  }

  /// Resets the count of an instance that continues after waiting.
  mutating func startCounting(_ instance: EngineKey) { visits[instance] = nil }

  mutating func emit(_ event: Event, compiled: [ExecutableProcess] = []) {
    changed.note(event, before: state)
    var change = Change(event, before: state)
    state.apply(event, compiled: compiled)
    change.describe(after: state)
    changes.append(change)
  }

  mutating func newKey() -> EngineKey {
    lastKey = max(lastKey, state.lastKey) + 1
    return lastKey
  }

  /// The node of an element instance.
  func node(of element: ElementState) -> Node {
    process(of: element).node(element.node)
  }

  func process(of element: ElementState) -> ExecutableProcess {
    guard let definition = state.definitions[element.definition] else {
      preconditionFailure(
        "An element refers to a definition that does not exist; definitions are never removed.")
    }
    return definition.process
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
