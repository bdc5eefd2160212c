import EngineProtocol

extension EngineState {
  /// Applies an event of a job.
  mutating func applyJob(_ event: Event) {
    switch event {
    case .jobCreated(let key, let element, let type, let retries):
      note(key)
      jobs[key] = JobState(element: element, type: type, retries: retries)
      elements.update(element) { $0.job = key }
      offer(key)
    case .jobListenerSet(let key, let listener): jobs[key]?.listener = listener
    case .jobHeadersSet(let key, let headers): jobs[key]?.headers = headers
    case .jobActivated(let key, let token, let worker, let deadline):
      note(token)
      withdraw(key)
      change(key, .activated, until: deadline, .jobTimeout)
      jobs[key]?.token = token
      jobs[key]?.worker = worker
    case .jobCompleted(let key), .jobCanceled(let key):
      withdraw(key)
      change(key, .failed)
      guard let job = jobs.removeValue(forKey: key) else { break }
      elements.update(job.element) { $0.job = nil }
    case .jobFailed(let key, let retries, _, let availableAt):
      withdraw(key)
      change(key, .failed, until: availableAt, .jobBackoff)
      jobs[key]?.retries = retries
      jobs[key]?.token = nil
      jobs[key]?.request = nil
    case .jobErrorThrown(let key, _, _):
      withdraw(key)
      change(key, .errorThrown)
      jobs[key]?.token = nil
      jobs[key]?.request = nil
    case .jobTimedOut(let key), .jobAvailable(let key):
      // The worker of a timed-out job may still finish it until another worker activates it.
      change(key, .available)
      offer(key)
    case .jobLeased(let key, let lease): jobs[key]?.lease = lease
    case .jobPrioritySet(let key, let priority):
      withdraw(key)
      jobs[key]?.priority = priority
      if jobs[key]?.phase == .available { offer(key) }
    case .jobTimeoutUpdated(let key, let deadline): change(key, .activated, until: deadline)
    case .jobRetriesUpdated(let key, let retries): jobs[key]?.retries = retries
    case .jobRequestNoted(let key, let description): jobs[key]?.request = description
    default: break
    }
  }

  private mutating func change(
    _ key: EngineKey, _ phase: JobState.Phase, until deadline: Int64 = 0,
    _ kind: Agenda.Kind = .jobTimeout
  ) {
    guard let known = jobs[key]?.deadline else { return }
    if known != 0 { agenda.remove(known, key) }
    jobs[key]?.phase = phase
    jobs[key]?.deadline = deadline
    if deadline != 0 { agenda.add(deadline, key, kind) }
  }

  private mutating func offer(_ key: EngineKey) {
    guard let job = jobs[key] else { return }
    availableJobs.insert(JobOffer(priority: job.priority, job: key), for: job.type)
  }

  private mutating func withdraw(_ key: EngineKey) {
    guard let job = jobs[key], job.phase == .available else { return }
    availableJobs.remove(JobOffer(priority: job.priority, job: key), for: job.type)
  }
}
