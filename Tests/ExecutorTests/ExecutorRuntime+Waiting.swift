import EngineProtocol

@testable import Executor

/// Where an instance has come to rest.
enum InstanceOutcome: Sendable {
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
  func waitUntilIdle(
    _ key: EngineKey, on engine: any LocalProcessEngine, within limit: Duration = .seconds(60)
  ) async throws -> InstanceOutcome {
    let pendingWork = try await follow([key], on: engine, within: limit)
    guard let instance = try await engine.instance(key) else {
      throw EngineError(.notFound, "There is no instance \(key).")
    }
    if instance.state != .active { return .ended(instance) }
    if instance.hasIncident { return .incident(try await engine.incidents(ofInstance: key)) }
    let active = try await engine.elementInstances(ofInstance: key).filter { $0.state == .active }
    return pendingWork.isBusy ? .busy(active) : .waiting(active)
  }
}
