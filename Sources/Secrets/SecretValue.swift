/// The value of a secret, which can only be used, not copied or shown.
///
/// The type is not copyable. Printing, interpolating, reflecting, encoding, comparing, hashing and
/// storing in a collection all need copyable values, so code that would leak a secret does not
/// compile. This guards against carelessness, not against intent: `withValue` lends the text, and a
/// review finds every call.
///
/// The bytes are overwritten when the last owner is released. Strings that were lent are ordinary
/// Swift strings and live as long as their borrower keeps them.
public struct SecretValue: ~Copyable, Sendable {
  private let bytes: SecretBytes

  /// A secret with this text.
  public init(_ text: String) {
    self.init(SecretBytes(text.utf8))
  }

  init(_ bytes: SecretBytes) {
    self.bytes = bytes
  }

  /// Whether the text is empty.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Another owner of the same bytes, for a provider that keeps them.
  public borrowing func share() -> SecretValue { SecretValue(bytes) }

  /// Lends the text while `body` runs, for example to build a request or check a signature.
  public borrowing func withValue<Result, Failure: Error>(
    _ body: (String) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(bytes.text)
  }
}
