/// What the executor has to say while it runs, handed to the executable line by line.
///
/// A line never holds a secret, and neither message text nor variables.
package struct ExecutorLog: Sendable {
  /// How much a line matters: a warning asks for a look, after an error something did not happen.
  package enum Level: String, Sendable {
    case debug, info, warning, error
  }

  private let write: @Sendable (Level, String) -> Void

  /// Makes a log out of what writes a line; it is called on any thread.
  package init(_ write: @escaping @Sendable (Level, String) -> Void) { self.write = write }

  /// Says nothing.
  package static let silent = ExecutorLog { _, _ in }

  /// Writes a line of this level.
  package func debug(_ message: String) { write(.debug, message) }
  /// Writes a line of this level.
  package func info(_ message: String) { write(.info, message) }
  /// Writes a line of this level.
  package func warning(_ message: String) { write(.warning, message) }
  /// Writes a line of this level.
  package func error(_ message: String) { write(.error, message) }
}
