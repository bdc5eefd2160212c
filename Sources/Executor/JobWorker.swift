import Engine
import JSON
import Synchronization

/// Takes the jobs of one connector from the engine and brings their outcomes back.
final class JobWorker: Sendable {
  private let engine: any ProcessEngine
  private let connector: any Connector
  private let journal: RequestJournal
  private let settings: Settings
  private let log: ExecutorLog
  private let inFlight = JobsInFlight()
  private let tasks = Mutex(Tasks())

  struct Settings: Sendable {
    var name = "bpmnc"
    /// How many jobs may be under way at once.
    var concurrency = 32
    /// Milliseconds after which the engine gives an unfinished job to another worker.
    var lease: Int64 = 300_000
    /// Milliseconds that one question for jobs waits.
    var patience: Int64 = 1000
  }

  private struct Tasks {
    var poller: Task<Void, Never>?
    var jobs: [EngineKey: Task<Void, Never>] = [:]
  }

  init(
    engine: any ProcessEngine, connector: any Connector, journal: RequestJournal,
    settings: Settings = Settings(), log: ExecutorLog = .silent
  ) {
    self.engine = engine
    self.connector = connector
    self.journal = journal
    self.settings = settings
    self.log = log
  }

  /// - Parameter interrupted: jobs that an earlier run of this executor had taken.
  func start(interrupted: [ActivatedJob] = []) {
    for job in interrupted where job.type == connector.jobType { begin(fetched(job)) }
    tasks.withLock { $0.poller = Task { await poll() } }
  }

  /// The job with those variables only that its connector asks for.
  private func fetched(_ job: ActivatedJob) -> ActivatedJob {
    guard let names = connector.fetchedVariables else { return job }
    var job = job
    job.variables = JSONObject(
      job.variables.members.filter { names.contains($0.key) }.map { ($0.key, $0.value) })
    return job
  }

  /// Takes no more jobs, lets those under way finish, and after `grace` interrupts them.
  func stop(grace: Duration = .seconds(30)) async {
    let poller = tasks.withLock { $0.poller }
    poller?.cancel()
    await poller?.value
    let deadline = Task {
      try await Task.sleep(for: grace)
      for job in tasks.withLock({ Array($0.jobs.values) }) { job.cancel() }
    }
    await inFlight.wait(untilFewerThan: 1)
    deadline.cancel()
  }

  func works(forInstance key: EngineKey) -> Bool { inFlight.works(forInstance: key) }

  private func poll() async {
    while !Task.isCancelled {
      await inFlight.wait(untilFewerThan: settings.concurrency)
      do {
        let jobs = try await engine.activateJobs(
          ActivateJobsRequest(
            type: connector.jobType, worker: settings.name, timeout: settings.lease,
            maximum: settings.concurrency - inFlight.count, requestTimeout: settings.patience,
            fetchVariables: connector.fetchedVariables))
        for job in jobs { begin(job) }
      } catch {
        if Task.isCancelled { return }
        log.warning("No jobs of type \(connector.jobType) could be taken: \(error.words)")
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  private func begin(_ job: ActivatedJob) {
    guard inFlight.begin(job) else { return }
    tasks.withLock { tasks in
      tasks.jobs[job.reference.key] = Task {
        await perform(job)
        _ = self.tasks.withLock { $0.jobs.removeValue(forKey: job.reference.key) }
        inFlight.end(job.reference.key)
      }
    }
  }

  private func perform(_ job: ActivatedJob) async {
    do {
      let outcome: ConnectorOutcome
      if let request = try await journal.pending(job.reference.key) {
        outcome = .failed(
          ConnectorFailure(
            message: ConnectorError.unknownOutcome(
              "The executor was interrupted while a \(request) was under way", host: "the service"
            ).message, retries: 0))
      } else {
        outcome = await connector.run(job)
        // Interrupted by the stop: nothing is known that the next start would not find out.
        if Task.isCancelled, case .failed = outcome { return }
      }
      if case .failed(let failure) = outcome {
        log.warning(
          "\(job.elementID) in process \(job.processID), instance \(job.instanceKey): "
            + failure.message)
      }
      try await report(outcome, job)
      try await journal.end(job.reference.key)
    } catch {
      // The lease ends by itself; the journal knows whether the job may then be run again.
      log.error("The outcome of \(job.elementID) could not be recorded: \(error.words)")
    }
  }

  private func report(_ outcome: ConnectorOutcome, _ job: ActivatedJob) async throws {
    for attempt in 1... {
      let reference = inFlight.reference(job.reference.key) ?? job.reference
      do {
        return try await report(outcome, reference)
      } catch let error as EngineError {
        switch error.code {
        case .unavailable where attempt < 4:
          try await Task.sleep(for: .milliseconds(200 << attempt))
        case .notFound, .invalidState:
          log.info("\(job.elementID) was ended meanwhile; the outcome of its job is not needed.")
          return
        case .invalidArgument:
          return try await engine.failJob(
            reference, JobFailure(retries: 0, message: error.message))
        default: throw error
        }
      }
    }
  }

  private func report(_ outcome: ConnectorOutcome, _ reference: JobReference) async throws {
    switch outcome {
    case .completed(let variables):
      try await engine.completeJob(reference, variables: variables)
    case .bpmnError(let code, let message, let variables):
      try await engine.throwError(
        reference, JobError(code: code, message: message, variables: variables))
    case .failed(let failure):
      try await engine.failJob(
        reference,
        JobFailure(
          retries: failure.retries, message: failure.message, backoff: failure.backoff,
          variables: failure.variables))
    }
  }
}

extension Error {
  /// For the log: what an engine says, without Swift's wrapping.
  var words: String { (self as? EngineError)?.message ?? "\(self)" }
}
