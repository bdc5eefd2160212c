/// Why the tool could not do its work, in words for people.
public struct ToolFault: Error, Sendable {
  /// What went wrong.
  public var message: String
  /// How the command ends.
  public var status: ExitStatus

  /// A fault with the way in which the command ends.
  public init(message: String, status: ExitStatus = .toolFailed) {
    self.message = message
    self.status = status
  }
}
