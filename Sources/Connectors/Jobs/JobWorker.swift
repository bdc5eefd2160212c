package import EngineProtocol
import JSON
import Synchronization

/// Activates the jobs of one connector, runs them, and reports their outcomes.
package final class JobWorker: Sendable {
  private let engine: any ProcessEngine
  private let connector: any Connector
  /// The maximum number of concurrent jobs.
  private let concurrency: Int
  private let log: ExecutorLog
  private let inFlight = JobsInFlight()
  private let tasks = Mutex(Tasks())

  private static let name = "bpmnc"
  /// Milliseconds after which the engine hands an unfinished job to another worker.
  private static let lease: Int64 = 300_000
  /// Milliseconds that one activation request waits.
  private static let pollTimeout: Int64 = 1000

  private struct Tasks {
    var poller: Task<Void, Never>?
    var jobs: [Int: Task<Void, Never>] = [:]
    var started = 0
    /// The grace period is over: jobs that start now are interrupted at once.
    var isInterrupted = false
  }

  /// Creates a worker; it activates no jobs before it is started.
  package init(
    engine: any ProcessEngine, connector: any Connector, concurrency: Int = 32,
    log: ExecutorLog = .silent
  ) {
    self.engine = engine
    self.connector = connector
    self.concurrency = concurrency
    self.log = log
  }

  /// Starts activating jobs.
  /// - Parameter interrupted: jobs that an earlier run of this executor activated.
  package func start(interrupted: [ActivatedJob] = []) {
    for job in interrupted where job.type == connector.jobType { begin(fetched(job)) }
    tasks.withLock { $0.poller = Task { await poll() } }
  }

  /// The job with only the variables that its connector reads.
  private func fetched(_ job: ActivatedJob) -> ActivatedJob {
    guard let names = connector.fetchedVariables else { return job }
    var job = job
    job.variables = JSONObject(
      job.variables.members.filter { names.contains($0.key) }.map { ($0.key, $0.value) })
    return job
  }

  /// Activates no more jobs, lets running ones finish, and interrupts them after `grace`.
  package func stop(grace: Duration = .seconds(30)) async {
    let poller = tasks.withLock { $0.poller }
    poller?.cancel()
    let deadline = Task {
      try await Task.sleep(for: grace)
      interrupt()
    }
    await poller?.value
    for job in tasks.withLock({ Array($0.jobs.values) }) { await job.value }
    deadline.cancel()
  }

  private func interrupt() {
    let jobs = tasks.withLock { tasks in
      tasks.isInterrupted = true
      return Array(tasks.jobs.values)
    }
    for job in jobs { job.cancel() }
  }

  /// Returns once the outcomes of all activated jobs are reported.
  package func waitUntilIdle() async { await inFlight.wait(untilFewerThan: 1) }

  private func poll() async {
    while true {
      await inFlight.wait(untilFewerThan: concurrency)
      if Task.isCancelled { return }
      do {
        let jobs = try await engine.activateJobs(
          ActivateJobsRequest(
            type: connector.jobType, worker: Self.name, timeout: Self.lease,
            maximum: concurrency - inFlight.count, requestTimeout: Self.pollTimeout,
            fetchVariables: connector.fetchedVariables))
        for job in jobs { begin(job) }
      } catch {
        if Task.isCancelled { return }
        log.warning("Cannot activate jobs of type \(connector.jobType): \(error)")
        // Only a stop ends the pause early, and the loop checks for that.
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  private func begin(_ job: ActivatedJob) {
    guard inFlight.begin(job) else { return }
    tasks.withLock { tasks in
      tasks.started += 1
      let id = tasks.started
      let task = Task {
        await work(on: job)
        _ = self.tasks.withLock { $0.jobs.removeValue(forKey: id) }
      }
      tasks.jobs[id] = task
      if tasks.isInterrupted { task.cancel() }
    }
  }

  /// Runs a job, and repeats it while the engine hands it out for a new attempt.
  private func work(on job: ActivatedJob) async {
    var next: ActivatedJob? = job
    while let job = next { next = inFlight.end(await perform(job)) }
  }

  /// - Returns: the reference with which the outcome was reported.
  private func perform(_ job: ActivatedJob) async -> JobReference {
    do {
      let outcome = try await outcome(of: job)
      // Stopped before it began: the next start finds out all that is to be known.
      if outcome == .interrupted { return job.reference }
      if case .failed(let failure) = outcome {
        log.warning(
          "\(job.elementID) in process \(job.processID), instance \(job.instanceKey): "
            + failure.message)
      }
      return try await report(outcome, job)
    } catch {
      // The lease will time out; the engine knows whether the job may then be run again.
      log.error("Cannot record the outcome of \(job.elementID): \(error)")
      return inFlight.reference(job.reference.key) ?? job.reference
    }
  }

  private func outcome(of job: ActivatedJob) async throws -> ConnectorOutcome {
    if Task.isCancelled { return .interrupted }
    guard let request = job.interruptedRequest else {
      return await connector.run(job)
    }
    let error = ConnectorError.unknownOutcome(
      "The executor was interrupted during a \(request)", host: "the service")
    return .failed(JobFailure(retries: 0, message: error.message))
  }

  /// - Returns: the last reference that was used.
  private func report(
    _ outcome: ConnectorOutcome, _ job: ActivatedJob
  ) async throws -> JobReference {
    let key = job.reference.key
    for attempt in 1... {
      let reference = inFlight.reference(key) ?? job.reference
      do {
        try await report(outcome, reference)
      } catch let error as EngineError {
        switch error.code {
        case .unavailable where attempt < 4:
          try await Task.sleep(for: .milliseconds(200 << attempt))
          continue
        case .invalidState where inFlight.reference(key) != reference:
          // The lease had timed out, and the job came back to the work in progress.
          continue
        case .invalidState:
          // The engine tells the worker that now has the job about the sent request.
          log.info("Another worker took over \(job.elementID); this outcome is discarded.")
          return reference
        case .notFound:
          log.info(
            "\(job.elementID) has ended in the meantime; the outcome of its job is discarded.")
        case .invalidArgument:
          try await engine.failJob(reference, JobFailure(retries: 0, message: error.message))
        default: throw error
        }
      }
      return reference
    }
    return job.reference
  }

  private func report(_ outcome: ConnectorOutcome, _ reference: JobReference) async throws {
    switch outcome {
    case .completed(let variables):
      try await engine.completeJob(reference, variables: variables)
    case .bpmnError(let error): try await engine.throwError(reference, error)
    case .failed(let failure): try await engine.failJob(reference, failure)
    case .interrupted: break
    }
  }
}
