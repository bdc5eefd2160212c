/// An engine in this process, which can be observed and moved through time.
package protocol LocalProcessEngine: ProcessEngine {
  /// Calls `body` with every event, in order and after it was committed. It runs on the engine's
  /// thread: it must return quickly and must not wait for the engine.
  func observe(_ body: @escaping @Sendable ([TraceEntry]) -> Void)

  /// Processes everything that is due by the engine's clock, and returns when it is done.
  func settle() async throws

  /// The work that the engine has left, and what it waits for.
  /// - Parameters:
  ///   - instances: the instances whose timers and back-offs are considered, including those of
  ///     called processes.
  ///   - types: the job types that have a worker.
  func pendingWork(of instances: Set<EngineKey>, serving types: Set<String>) async throws
    -> PendingWork
}
