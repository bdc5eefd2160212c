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
