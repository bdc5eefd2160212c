import BPMN
import EngineProtocol
import FEEL
import JSON

// Jobs: created by tasks, done by workers.

extension Processor {
  /// The maximum stored length of a worker's error message, in characters.
  private static let messageLimit = 10_000

  /// - Parameter headers: nil for those of the element in the diagram.
  @discardableResult
  mutating func createJob(
    _ job: JobAttributes, headers: [String: String]? = nil, for element: EngineKey
  ) -> EngineKey {
    let key = newKey()
    emit(.jobCreated(key: key, element: element, type: job.type, retries: job.retries))
    if job.priority != 0 { emit(.jobPrioritySet(key: key, priority: job.priority)) }
    if let headers { emit(.jobHeadersSet(key: key, headers: headers)) }
    return key
  }

  /// Evaluates what a job needs.
  func evaluate(_ job: JobDefinition, for key: EngineKey) throws(Failure) -> JobAttributes {
    let type = try job.type.string(visibleVariables(of: key, for: job.type), in: environment)
    let retries = try job.retries.integer(
      visibleVariables(of: key, for: job.retries), in: environment)
    guard let priority = job.priority else { return JobAttributes(type: type, retries: retries) }
    let value = try priority.integer(visibleVariables(of: key, for: priority), in: environment)
    guard JobUpdate.priorities.contains(value) else {
      throw priority.mismatch(.number(Decimal128(value)), "a 32-bit integer")
    }
    return JobAttributes(type: type, retries: retries, priority: value)
  }

  /// Activates the jobs of the highest priority, the oldest first. A job with a lease is only for
  /// workers that ask for one.
  mutating func activateJobs(_ request: ActivateJobsRequest) -> Reply {
    var keys: [EngineKey] = []
    for offer in state.availableJobs[request.type] ?? SortedSet() {
      guard keys.count < request.maximum else { break }
      if request.withLease || state.jobs[offer.job]?.lease == nil { keys.append(offer.job) }
    }
    keys = fitting(keys, fetching: request.fetchVariables)
    for key in keys {
      emit(
        .jobActivated(
          key: key, token: newKey(), worker: request.worker,
          deadline: now.later(by: request.timeout)))
      if request.withLease { emit(.jobLeased(key: key, lease: environment.uuid())) }
    }
    return .jobs(keys.compactMap { activatedJob($0, fetching: request.fetchVariables) })
  }

  func listActivatedJobs() -> Reply {
    let keys = state.jobs.keys.sorted().filter { state.jobs[$0]?.phase == .activated }
    return .jobs(keys.compactMap { activatedJob($0, fetching: nil) })
  }

  private func activatedJob(_ key: EngineKey, fetching names: [String]?) -> ActivatedJob? {
    guard let job = state.jobs[key], let element = state.elements[job.element],
      let definition = state.definitions[element.definition]
    else { return nil }
    let node = definition.process.node(element.node)
    var variables: FEELContext
    if let names {
      let visible = visibleVariables(of: job.element, including: names)
      variables = FEELContext(names.compactMap { name in visible[name].map { (name, $0) } })
    } else {
      variables = visibleVariables(of: job.element)
    }
    let task = listenedTask(of: job, element)
    // Listeners see the result of the task that is being completed.
    if let result = task.flatMap({ state.userTasks[$0.key]?.transition?.variables }) {
      for (name, value) in Variables(result).values where names?.contains(name) ?? true {
        variables[name] = value
      }
    }
    var activated = ActivatedJob(
      reference: JobReference(key: key, token: job.token ?? 0, lease: job.lease), type: job.type,
      processID: definition.process.id, definitionKey: definition.key,
      definitionVersion: definition.version, instanceKey: element.instance, elementID: node.id,
      elementInstanceKey: job.element, retries: job.retries, priority: job.priority,
      deadline: job.deadline,
      headers: (job.headers ?? node.behavior.headers).merging(task?.headers ?? [:]) { $1 },
      variables: variables.json, kind: kind(of: job),
      listenerEvent: job.listener?.event.publicName, userTask: task,
      interruptedRequest: job.request)
    if let traits = state.traits[element.instance] {
      activated.businessID = traits.businessID
      activated.tags = traits.tags
    }
    return activated
  }

  private func kind(of job: JobState) -> JobKind {
    switch job.listener?.event {
    case .execution: .executionListener
    case .task: .taskListener
    case nil:
      state.elements.place(of: job.element).map { state.elements.node(at: $0).type }
        == .adHocSubProcess ? .adHocSubProcess : .element
    }
  }

  mutating func noteRequest(
    _ description: String?, of key: EngineKey
  ) throws(EngineError) -> Reply {
    guard state.jobs[key] != nil else { throw .noJob(key) }
    emit(.jobRequestNoted(key: key, description: description))
    return .done
  }

  mutating func completeJob(
    _ reference: JobReference, _ variables: JSONObject, _ result: JobResult?
  ) throws(EngineError) -> Reply {
    let job = try held(reference, to: "complete")
    let index = job.listener?.index ?? 0
    switch (job.listener?.event, result) {
    case (.task(let kind), .userTask), (.task(let kind), nil):
      let result = result?.userTask ?? UserTaskJobResult()
      try checkTaskListener(kind, of: job, reference.key, variables, result)
      emit(.jobCompleted(key: reference.key))
      completeTaskListener(index, of: job.element, result)
    case (nil, .adHocSubProcess) where kind(of: job) == .adHocSubProcess,
      (nil, nil) where kind(of: job) == .adHocSubProcess:
      try completeAdHocJob(
        job, reference.key, variables, result?.adHocSubProcess ?? AdHocJobResult())
    case (_, .some):
      throw EngineError(
        .invalidArgument,
        "Cannot complete job \(reference.key): its kind \(kind(of: job).rawValue) does not have such a "
          + "result.")
    case (.execution(let event), nil):
      emit(.jobCompleted(key: reference.key))
      completeListener(event, index, of: job.element, Variables(variables))
    case (nil, nil):
      emit(.jobCompleted(key: reference.key))
      guard let element = state.elements.place(of: job.element),
        state.elements[element].phase == .active
      else { break }
      startCounting(state.elements[element].instance)
      complete(job.element, result: takeResult(Variables(variables), of: job.element))
    }
    return .done
  }

  mutating func failJob(
    _ reference: JobReference, _ failure: JobFailure
  ) throws(EngineError) -> Reply {
    let job = try held(reference, to: "fail")
    let retries = max(0, failure.retries)
    let waits = retries > 0 && failure.backoff > 0
    emit(
      .jobFailed(
        key: reference.key, retries: retries,
        message: String(failure.message.prefix(Self.messageLimit)),
        availableAt: waits ? now.later(by: failure.backoff) : 0))
    setVariables(Variables(failure.variables), in: job.element)
    if retries == 0 {
      let message =
        failure.message.isEmpty
        ? "The job has no retries left. Set its retries, then resolve the incident."
        : failure.message
      raise(
        Failure(kind(of: job).withoutRetries, String(message.prefix(Self.messageLimit))),
        on: job.element, job: reference.key)
    } else if !waits {
      emit(.jobAvailable(key: reference.key))
    }
    return .done
  }

  mutating func throwError(
    _ reference: JobReference, _ error: JobError
  ) throws(EngineError) -> Reply {
    let job = try held(reference, to: "throw an error in")
    guard job.listener == nil else {
      throw EngineError(
        .invalidState,
        "Cannot throw an error in job \(reference.key): it is the job of a listener.")
    }
    emit(
      .jobErrorThrown(
        key: reference.key, code: error.code,
        message: String(error.message.prefix(Self.messageLimit))))
    if let catcher = catcher(of: .error, error.code, from: job.element) {
      if let instance = state.elements[catcher.element]?.instance { startCounting(instance) }
      catchError(with: catcher, variables: error.variables)
    } else {
      setVariables(Variables(error.variables), in: job.element)
      raise(
        unhandled(error.code, message: error.message, from: job.element), on: job.element,
        job: reference.key)
    }
    return .done
  }

  mutating func updateJob(_ key: EngineKey, _ update: JobUpdate) throws(EngineError) -> Reply {
    guard let job = state.jobs[key] else { throw .noJob(key) }
    guard update.lease == nil || update.lease == job.lease else {
      throw .otherLease(key, to: "update")
    }
    guard update.retries != nil || update.timeout != nil || update.priority != nil else {
      throw EngineError(
        .invalidArgument, "There is nothing to update: give retries, a timeout or a priority.")
    }
    if let retries = update.retries, retries < 1 {
      throw EngineError(
        .invalidArgument, "The number of retries must be at least 1, not \(retries).")
    }
    if let priority = update.priority, !JobUpdate.priorities.contains(priority) {
      throw EngineError(.invalidArgument, "The priority \(priority) is not a 32-bit integer.")
    }
    if update.timeout != nil, job.phase != .activated {
      throw EngineError(
        .invalidState,
        "Cannot update the timeout of job \(key): it is in state \(job.phase.nameInMessages).")
    }
    if let retries = update.retries { emit(.jobRetriesUpdated(key: key, retries: retries)) }
    if let timeout = update.timeout {
      emit(.jobTimeoutUpdated(key: key, deadline: now.later(by: timeout)))
    }
    if let priority = update.priority { emit(.jobPrioritySet(key: key, priority: priority)) }
    return .done
  }

  /// The job, if the reference may finish it.
  private func held(
    _ reference: JobReference, to verb: String
  ) throws(EngineError) -> JobState {
    guard let job = state.jobs[reference.key] else { throw .noJob(reference.key) }
    guard job.phase == .activated || job.phase == .available else {
      throw EngineError(
        .invalidState,
        "Cannot \(verb) job \(reference.key): it is in state \(job.phase.nameInMessages).")
    }
    guard reference.token == JobReference.anyToken || reference.token == job.token else {
      throw EngineError(
        .invalidState,
        "Cannot \(verb) job \(reference.key): another worker has activated it since.")
    }
    guard reference.lease == job.lease else { throw .otherLease(reference.key, to: verb) }
    return job
  }
}

extension JobKind {
  /// The incident of a job without retries.
  fileprivate var withoutRetries: IncidentType {
    switch self {
    case .element: .jobWithoutRetries
    case .executionListener: .listenerWithoutRetries
    case .taskListener: .taskListenerWithoutRetries
    case .adHocSubProcess: .adHocWithoutRetries
    }
  }
}

extension JobState.Phase {
  /// The state names of Camunda's REST API.
  fileprivate var nameInMessages: String {
    switch self {
    case .available: "ACTIVATABLE"
    case .activated: "ACTIVATED"
    case .failed: "FAILED"
    case .errorThrown: "ERROR_THROWN"
    }
  }
}

extension EngineError {
  fileprivate static func otherLease(_ key: EngineKey, to verb: String) -> EngineError {
    EngineError(.invalidState, "Cannot \(verb) job \(key): the token of its lease is another one.")
  }

  fileprivate static func noJob(_ key: EngineKey) -> EngineError {
    EngineError(.notFound, "Job \(key) does not exist, is done or was canceled.")
  }
}
