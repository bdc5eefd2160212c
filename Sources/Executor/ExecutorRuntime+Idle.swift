import BPMN
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
  /// come from here.
  ///
  /// - Throws: `EngineError`, `.notFound` for an instance that there is not.
  public func waitUntilIdle(
    _ key: EngineKey, within limit: Duration = .seconds(60)
  ) async throws -> Rest {
    let deadline = ContinuousClock.now + limit
    var seen: [ElementInstance] = []
    var quietRounds = 0
    while true {
      guard let instance = try await engine.instance(key) else {
        throw EngineError(.notFound, "There is no instance \(key).")
      }
      if instance.state != .active { return .ended(instance) }
      if instance.hasIncident { return .incident(try await engine.incidents(ofInstance: key)) }
      let active = try await engine.elementInstances(ofInstance: key)
        .filter { $0.state == .active }
      let isWorking =
        worker.withLock { $0 }?.works(forInstance: key) ?? false
        || active.contains { served.contains($0.elementID) }
      quietRounds = !isWorking && active == seen ? quietRounds + 1 : 0
      seen = active
      if quietRounds >= Self.quietRounds(active) { return .waiting(active) }
      if ContinuousClock.now >= deadline { return .busy(active) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// How often nothing may have changed before that counts as rest; a called process works where
  /// this instance does not show it, so it gets more time.
  private static func quietRounds(_ active: [ElementInstance]) -> Int {
    active.contains { $0.elementType == .callActivity } ? 50 : 3
  }
}
