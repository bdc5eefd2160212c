import Synchronization

/// Does asynchronous work one piece after the other, in the order in which it comes.
///
/// What has begun goes on to its end, also where nobody waits for it any more.
final class SerialLine: Sendable {
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
