import Text

/// The executor's log messages while it runs, passed to the executable one by one.
///
/// A message never contains secrets, message texts or variables.
package struct ExecutorLog: Sendable {
  /// The severity: a warning deserves a look; after an error, something was not done.
  package enum Level: String, Sendable {
    case debug, info, warning, error
  }

  private let write: @Sendable (Level, String) -> Void

  /// Creates a log that writes with `write`, which may be called on any thread.
  ///
  /// Messages quote services and senders, so their control characters are escaped.
  package init(_ write: @escaping @Sendable (Level, String) -> Void) {
    self.write = { write($0, $1.escapingControls) }
  }

  /// Discards all messages.
  package static let silent = ExecutorLog { _, _ in }

  /// Logs at level debug.
  package func debug(_ message: String) { write(.debug, message) }
  /// Logs at level info.
  package func info(_ message: String) { write(.info, message) }
  /// Logs at level warning.
  package func warning(_ message: String) { write(.warning, message) }
  /// Logs at level error.
  package func error(_ message: String) { write(.error, message) }
}
