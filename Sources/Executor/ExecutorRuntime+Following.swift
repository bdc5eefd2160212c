import Connectors
package import EngineProtocol
import Synchronization

extension ExecutorRuntime {
  /// Follows instances until nothing moves them on: no connector works for any of them, nothing is
  /// due, and, with a skipping clock, passing time would not change anything. Everything happens at
  /// its due time.
  ///
  /// - Parameters:
  ///   - engine: the engine of this executor.
  ///   - clock: the engine's clock, which skips to the next due time when nothing else is in
  ///     progress; nil skips no time.
  ///   - answer: completes the user tasks that wait, before time is skipped; returns whether it
  ///     completed any.
  /// - Returns: what is left; if the limit was reached, it is busy or has a `nextDue`.
  /// - Throws: `EngineError`.
  package func follow(
    _ instances: Set<EngineKey>, on engine: any LocalProcessEngine, within limit: Duration,
    skipping clock: SkippingClock? = nil,
    answering answer: (PendingWork) async throws -> Bool = { _ in false }
  ) async throws -> PendingWork {
    let (changes, signal) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    engine.observe { _ in signal.yield() }
    let deadline = ContinuousClock.now + limit
    let alarm = Task {
      try await Task.sleep(until: deadline)
      signal.finish()
    }
    defer { alarm.cancel() }
    var change = changes.makeAsyncIterator()
    while true {
      let pendingWork = try await engine.pendingWork(
        of: instances, serving: Self.servedTypes(options))
      if pendingWork.isBusy {
        guard await change.next() != nil else { return pendingWork }
      } else if ContinuousClock.now < deadline, try await answer(pendingWork) {
        continue
      } else {
        guard let clock, let due = pendingWork.nextDue, ContinuousClock.now < deadline else {
          return pendingWork
        }
        // What is due may be a job that the worker has just failed but not yet released.
        for worker in workers.withLock({ $0 }) { await worker.waitUntilIdle() }
        clock.skip(to: due)
        try await engine.settle()
      }
    }
  }
}
