import FEEL

/// The state machine: carries out commands, each as a list of events.
///
/// It is pure. The moment of a command brings the time and the random numbers, keys come from a
/// counter in the state, and every event is applied as soon as it is made, so that what follows
/// sees its effect. A refused command has made no event.
struct Processor {
  private(set) var state: EngineState
  /// What expressions see: the host's time zones, the clock and dice of the moment.
  private(set) var environment: FEELEnvironment
  private(set) var now: Int64 = 0
  private var events: [Event] = []
  private var lastKey: EngineKey
  /// What is left to do for the present command; `firstStep` is next.
  private var steps: [Step] = []
  private var firstStep = 0

  /// Something to do after what is being done.
  enum Step {
    /// Begins an element that no flow leads to, with the variables of its event.
    case start(NodeIndex, scope: EngineKey, EventVariables = .none)
    /// A token has reached the end of its flow.
    case arrive(FlowIndex, scope: EngineKey)
    /// Begins, or begins again, the work of an element.
    case activate(EngineKey)
    case complete(EngineKey)
    /// Begins the next instance of a loop.
    case iterate(EngineKey)
    /// Looks for a kept message for a new subscription.
    case findMessage(subscription: EngineKey)
    /// Starts the next instance for a correlation key that has become free.
    case startNext(StartLock)
  }

  /// How many steps one command may take before the elements that follow become incidents: a
  /// process that never waits must not hold up all others.
  let stepLimit: Int

  init(state: EngineState, environment: FEELEnvironment, stepLimit: Int = 100_000) {
    self.stepLimit = stepLimit
    self.state = state
    self.environment = environment
    lastKey = state.lastKey
  }

  /// Carries out a command.
  /// - Returns: the answer, or why it was refused, and the events that must be logged.
  mutating func process(
    _ command: Command, at moment: Moment
  ) -> (result: Result<Reply, EngineError>, events: [Event]) {
    now = max(moment.time, state.time)
    environment.set(now: now, seed: moment.seed)
    let result: Result<Reply, EngineError>
    do throws(EngineError) {
      let reply = try execute(command)
      runSteps()
      result = .success(reply)
    } catch {
      result = .failure(error)
    }
    defer { events = [] }
    return (result, events)
  }

  private mutating func execute(_ command: Command) throws(EngineError) -> Reply {
    switch command {
    case .deploy(let resources): try deploy(resources)
    case .createInstance(let request): try createInstance(request)
    case .cancelInstance(let key): try cancelInstance(key)
    case .publishMessage(let request): try publishMessage(request)
    case .correlateMessage(let request): try correlateMessage(request)
    case .activateJobs(let request): activateJobs(request)
    case .completeJob(let job, let variables): try completeJob(job, variables)
    case .failJob(let job, let failure): try failJob(job, failure)
    case .throwError(let job, let error): try throwError(job, error)
    case .updateJobRetries(let key, let retries): try updateJobRetries(key, retries)
    case .resolveIncident(let key): try resolveIncident(key)
    case .listActivatedJobs: listActivatedJobs()
    case .wake: wake()
    }
  }

  private mutating func runSteps() {
    while firstStep < steps.count {
      let step = steps[firstStep]
      firstStep += 1
      switch step {
      case .start(let node, let scope, let variables): start(node, scope, variables)
      case .arrive(let flow, let scope): arrive(flow, scope)
      case .activate(let key): activate(key)
      case .complete(let key): complete(key)
      case .iterate(let key): iterate(key)
      case .findMessage(let subscription): findMessage(for: subscription)
      case .startNext(let lock): startNext(lock)
      }
    }
    steps.removeAll(keepingCapacity: true)
    firstStep = 0
  }

  mutating func enqueue(_ step: Step) { steps.append(step) }

  /// Whether the present command has done enough.
  var isExhausted: Bool { firstStep > stepLimit }

  mutating func emit(_ event: Event, compiled: [ExecutableProcess] = []) {
    state.apply(event, at: now, compiled: compiled)
    events.append(event)
  }

  mutating func newKey() -> EngineKey {
    lastKey = max(lastKey, state.lastKey) + 1
    return lastKey
  }

  /// The node that an element is an instance of.
  func node(of element: ElementState) -> Node {
    process(of: element).node(element.node)
  }

  func process(of element: ElementState) -> ExecutableProcess {
    // Every element was made from a definition, and definitions are never removed.
    state.definitions[element.definition]!.process
  }
}

extension FEELEnvironment {
  /// Replaces clock and dice by those of a moment.
  fileprivate mutating func set(now milliseconds: Int64, seed: UInt64) {
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let instant = FEELDateTime(epochSecond: Int(seconds), nanosecond: Int(rest) * 1_000_000)
    now = { instant ?? FEELEnvironment.fixedNow() }
    let dice = Dice(seed: seed)
    random = { Double(dice.next() >> 11) * 0x1p-53 }
    uuid = { dice.uuid() }
  }
}
