/// The value of a secret: it can be used, and nothing else.
///
/// The type is not copyable. Printing, interpolating, reflecting, encoding, comparing, hashing and
/// storing in a collection all ask for copyable values, so that code which would let a secret out
/// does not compile. What guards against carelessness is not a wall: `withValue` lends the text, and
/// a review finds every place that asks for it.
///
/// The bytes are overwritten when the last owner goes. Texts that were lent are Swift's own and live
/// as long as their borrower keeps them.
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

  /// Lends the text for as long as `body` runs: a request is built, or a signature is checked.
  public borrowing func withValue<Result, Failure: Error>(
    _ body: (String) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(bytes.text)
  }
}
