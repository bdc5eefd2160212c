import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// The same as `map`, on several threads at once: for work that waits instead of computing.
  ///
  /// - Parameter limit: the maximum number of threads.
  package func mappedOnThreads<Result: Sendable>(
    atMost limit: Int = 32, _ transform: @escaping @Sendable (Element) -> Result
  ) -> [Result] {
    let work = Work<Result>(count: count)
    let group = DispatchGroup()
    for _ in 0..<Swift.min(count, limit) {
      // A serial queue gets a thread even if those of all cores wait; a concurrent one does not.
      DispatchQueue(label: "bpmnc.waiting").async(group: group) {
        while let index = work.next() { work.finish(index, transform(self[index])) }
      }
    }
    group.wait()
    return work.results
  }
}

/// The indexes that are left, and the results so far.
private final class Work<Result: Sendable>: Sendable {
  private let state: Mutex<(next: Int, results: [Result?])>

  init(count: Int) {
    state = Mutex((0, [Result?](repeating: nil, count: count)))
  }

  func next() -> Int? {
    state.withLock { state in
      guard state.next < state.results.count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  func finish(_ index: Int, _ result: Result) {
    state.withLock { $0.results[index] = result }
  }

  var results: [Result] { state.withLock { $0.results.compactMap(\.self) } }
}
