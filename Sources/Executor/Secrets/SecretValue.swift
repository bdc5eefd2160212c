/// The value of a secret: it cannot be printed, encoded, compared or reflected, only used.
public struct SecretValue: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let text: String

  public init(_ text: String) { self.text = text }

  /// Lends the text for as long as `body` runs: a request is built, or a signature is checked.
  public func withValue<Result>(_ body: (String) throws -> Result) rethrows -> Result {
    try body(text)
  }

  public var description: String { "***" }
  public var debugDescription: String { "***" }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
