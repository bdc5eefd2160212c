import Connectors
package import EngineProtocol
import Synchronization

extension ExecutorRuntime {
  /// Follows instances until nothing moves them any more: no connector works for anybody, nothing
  /// is due, and, with a clock that skips, no time that passes would change anything. Whatever
  /// happens on the way happens at its own time.
  ///
  /// - Parameters:
  ///   - engine: the engine that this executor runs on.
  ///   - clock: the engine's clock, which is moved to the next due time, and only when nothing else
  ///     goes on; nil skips no time.
  /// - Returns: what is left: busy, or with a `nextDue`, where the limit ended it.
  /// - Throws: `EngineError`.
  package func follow(
    _ instances: Set<EngineKey>, on engine: any LocalProcessEngine, within limit: Duration,
    skipping clock: SkippingClock? = nil
  ) async throws -> Outlook {
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
      let outlook = try await engine.outlook(of: instances, serving: [HTTPConnector.jobType])
      if outlook.isBusy {
        guard await change.next() != nil else { return outlook }
      } else {
        guard let clock, let due = outlook.nextDue, ContinuousClock.now < deadline else {
          return outlook
        }
        // What is due may be a job that the worker has just failed and not yet let go of.
        await worker.withLock { $0 }?.waitUntilIdle()
        clock.skip(to: due)
        try await engine.settle()
      }
    }
  }
}
