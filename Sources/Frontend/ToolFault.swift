/// Why the tool could not do its work, in words for people.
public struct ToolFault: Error, Sendable {
  public var message: String
  /// How the command ends.
  public var status: ExitStatus

  public init(message: String, status: ExitStatus = .toolFailed) {
    self.message = message
    self.status = status
  }
}
