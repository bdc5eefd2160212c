import Engine
import Synchronization

/// The jobs that a worker has taken and not finished.
final class JobsInFlight: Sendable {
  private struct State {
    var jobs: [EngineKey: Entry] = [:]
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private struct Entry {
    var reference: JobReference
    var instance: EngineKey
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.jobs.count } }

  func works(forInstance key: EngineKey) -> Bool {
    state.withLock { state in state.jobs.values.contains { $0.instance == key } }
  }

  /// Takes a job.
  /// - Returns: false where it is being worked on already: its lease ran out, and the new right
  ///   to finish it goes to the work that is under way.
  func begin(_ job: ActivatedJob) -> Bool {
    state.withLock { state in
      let entry = Entry(reference: job.reference, instance: job.instanceKey)
      return state.jobs.updateValue(entry, forKey: job.reference.key) == nil
    }
  }

  /// The right to finish a job that counts now.
  func reference(_ key: EngineKey) -> JobReference? {
    state.withLock { $0.jobs[key]?.reference }
  }

  func end(_ key: EngineKey) {
    let waiters = state.withLock { state in
      state.jobs[key] = nil
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Returns once fewer than `limit` jobs are in flight.
  func wait(untilFewerThan limit: Int) async {
    while count >= limit {
      await withCheckedContinuation { continuation in
        let isFree = state.withLock { state in
          if state.jobs.count >= limit { state.waiters.append(continuation) }
          return state.jobs.count < limit
        }
        if isFree { continuation.resume() }
      }
    }
  }
}
