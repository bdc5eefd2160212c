public import Engine
import Synchronization

/// Where an instance has come to rest.
public enum Rest: Sendable {
  /// Completed or terminated.
  case ended(ProcessInstance)
  /// Something went wrong, and somebody must look at it.
  case incident([Incident])
  /// It waits for the world: a message, a timer, a person or a foreign worker.
  case waiting([ElementInstance])
  /// It still worked when the time was over.
  case busy([ElementInstance])
}

extension ExecutorRuntime {
  /// Returns once an instance has ended, has an incident, or waits for something that does not
  /// come from here, and nothing else goes on in the engine.
  ///
  /// - Throws: `EngineError`, `.notFound` for an instance that there is not.
  public func waitUntilIdle(
    _ key: EngineKey, within limit: Duration = .seconds(60)
  ) async throws -> Rest {
    let outlook = try await follow([key], within: limit)
    guard let instance = try await engine.instance(key) else {
      throw EngineError(.notFound, "There is no instance \(key).")
    }
    if instance.state != .active { return .ended(instance) }
    if instance.hasIncident { return .incident(try await engine.incidents(ofInstance: key)) }
    let active = try await engine.elementInstances(ofInstance: key).filter { $0.state == .active }
    return outlook.isBusy ? .busy(active) : .waiting(active)
  }

  /// Follows instances until nothing moves them any more: no connector works for anybody, nothing
  /// is due, and, with a clock that skips, no time that passes would change anything. Whatever
  /// happens on the way happens at its own time.
  ///
  /// - Parameter clock: the engine's clock, which is moved to the next due time, and only when
  ///   nothing else goes on; nil skips no time.
  /// - Returns: what is left: busy, or with a `nextDue`, where the limit ended it.
  /// - Throws: `EngineError`, `.unavailable` for an engine that is not embedded.
  public func follow(
    _ instances: Set<EngineKey>, within limit: Duration, skipping clock: SkippingClock? = nil
  ) async throws -> Outlook {
    guard let engine = engine as? EmbeddedEngine else {
      throw EngineError(.unavailable, "Only the embedded engine says what it has left to do.")
    }
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
