/// The exit codes; 64 for bad usage is ArgumentParser's (`EX_USAGE`).
public enum ExitStatus: Int32, Sendable {
  case success = 0
  /// The input has problems, or the executed process failed.
  case problemsFound = 1
  /// The tool could not do its work.
  case toolFailed = 2
  /// The command line is invalid.
  case badUsage = 64
}

/// An error that ends a command, with the message for the user.
public struct ToolFault: Error, Sendable {
  /// The message for the user.
  public var message: String
  /// The exit status of the command.
  public var status: ExitStatus

  /// An error with its exit status.
  public init(message: String, status: ExitStatus = .toolFailed) {
    self.message = message
    self.status = status
  }
}
