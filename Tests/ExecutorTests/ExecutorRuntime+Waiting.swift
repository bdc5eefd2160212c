import EngineProtocol

@testable import Executor

/// How far an instance has come.
enum InstanceOutcome: Sendable {
  /// Completed or terminated.
  case ended(ProcessInstance)
  /// It has incidents that somebody must resolve.
  case incident([Incident])
  /// It waits for something outside: a message, a timer, a person or an external worker.
  case waiting([ElementInstance])
  /// It was still running when the limit was reached.
  case busy([ElementInstance])
}

extension ExecutorRuntime {
  /// Returns once an instance has ended, has an incident, or waits for something outside, and the
  /// engine has nothing else to do.
  ///
  /// - Throws: `EngineError`; `.notFound` for an unknown instance.
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
