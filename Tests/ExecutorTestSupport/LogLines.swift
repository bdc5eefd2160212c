import Synchronization

/// Collects the lines of a log.
package final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])

  package init() {}

  package func add(_ line: String) { lines.withLock { $0.append(line) } }
  package var text: String { lines.withLock { $0.joined(separator: "\n") } }
}
