/// Why the tool could not do its work, in words for people: exit code 2.
public struct ToolFault: Error, Sendable {
  public var message: String

  public init(message: String) {
    self.message = message
  }
}
