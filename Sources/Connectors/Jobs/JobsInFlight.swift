import EngineProtocol
import Synchronization

/// The jobs that a worker has taken and not finished.
final class JobsInFlight: Sendable {
  private struct State {
    /// What the engine handed out last, by the key of the job.
    var jobs: [EngineKey: ActivatedJob] = [:]
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.jobs.count } }

  /// Takes a job.
  /// - Returns: false where it is being worked on already. The work under way gets the new right
  ///   to finish it; whether that is a new try, only the engine's answer to the outcome tells.
  func begin(_ job: ActivatedJob) -> Bool {
    state.withLock { $0.jobs.updateValue(job, forKey: job.reference.key) == nil }
  }

  /// The right to finish a job that counts now.
  func reference(_ key: EngineKey) -> JobReference? {
    state.withLock { $0.jobs[key]?.reference }
  }

  /// Ends a job, unless the engine has handed it out again since its outcome was reported.
  /// - Parameter reference: with which the outcome was reported.
  /// - Returns: the new try, for which the job stays in flight.
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
        // Who still has to wait looks again.
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
