import Dispatch

extension Array where Element: Sendable {
  /// The same as `map`, on all cores.
  package func concurrentlyMapped<Result: Sendable>(
    _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    [Result](unsafeUninitializedCapacity: count) { buffer, length in
      // Each core initializes different elements.
      nonisolated(unsafe) let results = buffer
      DispatchQueue.concurrentPerform(iterations: count) { index in
        results.initializeElement(at: index, to: transform(self[index]))
      }
      length = count
    }
  }
}
