import Synchronization

/// Runs asynchronous operations one at a time, in order of submission.
///
/// An operation that has started runs to its end, even if its caller is cancelled.
final class SerialQueue: Sendable {
  private let last = Mutex<Task<Void, Never>?>(nil)

  func run<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = last.withLock { last in
      let previous = last
      let task = Task {
        await previous?.value
        return try await work()
      }
      last = Task { _ = await task.result }
      return task
    }
    return try await task.value
  }
}
