import EngineProtocol
import Synchronization

/// The jobs that a worker has activated and not finished.
final class JobsInFlight: Sendable {
  private struct State {
    /// The job of the latest activation, by job key.
    var jobs: [EngineKey: ActivatedJob] = [:]
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.jobs.count } }

  /// Adds a job.
  /// - Returns: false if the job is already running. The running work then uses the new token;
  ///   whether this is a new attempt only becomes clear from the engine's reply to the outcome.
  func begin(_ job: ActivatedJob) -> Bool {
    state.withLock { $0.jobs.updateValue(job, forKey: job.reference.key) == nil }
  }

  /// The current token of a job.
  func reference(_ key: EngineKey) -> JobReference? {
    state.withLock { $0.jobs[key]?.reference }
  }

  /// Removes a job, unless the engine has handed it out again since its outcome was reported.
  /// - Parameter reference: the reference with which the outcome was reported.
  /// - Returns: the new attempt, for which the job stays in flight.
  func end(_ reference: JobReference) -> ActivatedJob? {
    let next: ActivatedJob? = state.withLock { state in
      if let job = state.jobs[reference.key], job.reference != reference { return job }
      state.jobs[reference.key] = nil
      return nil
    }
    if next == nil { wake() }
    return next
  }

  /// Returns once fewer than `limit` jobs are in flight, or when the task is cancelled.
  func wait(untilFewerThan limit: Int) async {
    while count >= limit, !Task.isCancelled {
      await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
          let waits = state.withLock { state in
            let waits = state.jobs.count >= limit && !Task.isCancelled
            if waits { state.waiters.append(continuation) }
            return waits
          }
          if !waits { continuation.resume() }
        }
      } onCancel: {
        // Those that must still wait check again.
        wake()
      }
    }
  }

  private func wake() {
    let waiters = state.withLock { state in
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}
