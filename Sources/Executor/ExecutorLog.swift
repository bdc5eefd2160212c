/// What the executor has to say while it runs, handed to the executable line by line.
///
/// A line never holds a secret, and neither message text nor variables.
public struct ExecutorLog: Sendable {
  public enum Level: String, Sendable {
    case debug, info, warning, error
  }

  private let write: @Sendable (Level, String) -> Void

  public init(_ write: @escaping @Sendable (Level, String) -> Void) { self.write = write }

  /// Says nothing.
  public static let silent = ExecutorLog { _, _ in }

  func debug(_ message: String) { write(.debug, message) }
  func info(_ message: String) { write(.info, message) }
  func warning(_ message: String) { write(.warning, message) }
  func error(_ message: String) { write(.error, message) }
}
