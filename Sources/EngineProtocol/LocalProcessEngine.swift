/// An engine that runs in this program, and so can be watched and moved through time.
package protocol LocalProcessEngine: ProcessEngine {
  /// Has `body` called with everything that happens, in order and after it was committed. It is
  /// called on the engine's thread: it must be quick, and must not wait for the engine.
  func observe(_ body: @escaping @Sendable ([TraceEntry]) -> Void)

  /// Does all that is due by the engine's clock now, and returns when it is done.
  func settle() async throws

  /// What the engine has left to do by itself, and what it waits for.
  /// - Parameters:
  ///   - instances: whose timers and back-offs count, those of called processes included.
  ///   - types: the job types that workers take.
  func outlook(of instances: Set<EngineKey>, serving types: Set<String>) async throws -> Outlook
}
