import EngineProtocol
import JSON

/// The results of process instances, for callers that wait for them.
struct ProcessResults: Sendable {
  let engine: any ProcessEngine
  let limit: Duration

  /// An instance has not ended in time.
  struct Timeout: Error {
    var message: String
  }

  /// Waits until an instance has ended.
  ///
  /// Asks the engine repeatedly: any engine can answer that, and few callers wait.
  /// - Returns: the variables of the instance.
  /// - Throws: `Timeout`, and `EngineError` with code `invalidState` if the instance was cancelled.
  func variables(of key: EngineKey) async throws -> JSONObject {
    let deadline = ContinuousClock.now + limit
    var pause = Duration.milliseconds(2)
    while true {
      switch try await engine.instance(key)?.state {
      case .completed: return try await engine.variables(ofInstance: key)
      case .terminated, nil:
        throw EngineError(.invalidState, "Instance \(key) ended without a result.")
      case .active: break
      }
      guard ContinuousClock.now < deadline else {
        throw Timeout(message: "Instance \(key) has not ended yet; it continues.")
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(100))
    }
  }
}
