/// What the executor has to say while it runs, handed to the executable line by line.
///
/// A line never holds a secret, and neither message text nor variables.
public struct ExecutorLog: Sendable {
  /// How much a line matters: a warning asks for a look, after an error something did not happen.
  public enum Level: String, Sendable {
    case debug, info, warning, error
  }

  private let write: @Sendable (Level, String) -> Void

  /// Makes a log out of what writes a line; it is called on any thread.
  public init(_ write: @escaping @Sendable (Level, String) -> Void) { self.write = write }

  /// Says nothing.
  public static let silent = ExecutorLog { _, _ in }

  func debug(_ message: String) { write(.debug, message) }
  func info(_ message: String) { write(.info, message) }
  func warning(_ message: String) { write(.warning, message) }
  func error(_ message: String) { write(.error, message) }
}
