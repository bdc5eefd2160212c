import Crypto
import FoundationEssentials

/// A private key that signs bundles (Ed25519). It cannot be printed; only `pem` reveals it.
///
/// The text format is PKCS #8 in PEM, the public key's SubjectPublicKeyInfo in PEM (RFC 8410,
/// sections 4 and 7), so that `openssl pkey` can read and write both.
public struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
  private let key: Curve25519.Signing.PrivateKey

  private static let kind = PEM(
    label: "PRIVATE KEY",
    prefix: [
      0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04,
      0x20,
    ])

  /// A new key.
  public init() {
    key = Curve25519.Signing.PrivateKey()
  }

  /// Whether a private key in PEM form is encrypted, so that reading it needs a passphrase.
  public static func isEncrypted(pem text: String) -> Bool {
    PEM.content(labelled: encryptedLabel, of: text) != nil
  }

  /// Reads a private key in PEM form, encrypted (RFC 5958, section 3) or not.
  /// - Parameter passphrase: only needed for an encrypted key.
  public init(pem text: String, passphrase: [UInt8]? = nil) throws(ProjectBundle.Fault) {
    if let passphrase, let content = PEM.content(labelled: Self.encryptedLabel, of: text) {
      let bytes = try EncryptedKey(der: content).decrypted(with: passphrase)
      guard let raw = Self.kind.key(in: bytes) else { throw EncryptedKey.wrongPassphrase }
      try self.init(raw: raw)
      return
    }
    guard let raw = Self.kind.read(text) else {
      throw ProjectBundle.Fault(
        message: Self.isEncrypted(pem: text)
          ? "the key is encrypted and needs a passphrase"
          : "not an Ed25519 private key (PKCS #8 in PEM)")
    }
    try self.init(raw: raw)
  }

  private static let encryptedLabel = "ENCRYPTED PRIVATE KEY"

  package init(raw: [UInt8]) throws(ProjectBundle.Fault) {
    // The error says only that the length is wrong.
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw) else {
      throw ProjectBundle.Fault(message: "not an Ed25519 private key")
    }
    self.key = key
  }

  /// The key in PEM form, as written to a file.
  public var pem: String { Self.kind.text(Array(key.rawRepresentation)) }

  /// The public key that verifies its signatures.
  public var verifyingKey: VerifyingKey {
    VerifyingKey(raw: Array(key.publicKey.rawRepresentation))
  }

  /// A placeholder that does not reveal the key.
  public var description: String { "SigningKey(hidden)" }
  /// An empty mirror that does not reveal the key.
  public var customMirror: Mirror { Mirror(self, children: []) }

  package func signature(of bytes: [UInt8]) throws(ProjectBundle.Fault) -> [UInt8] {
    // The error contains nothing about the key.
    guard let signature = try? key.signature(for: bytes) else {
      throw ProjectBundle.Fault(message: "the bundle cannot be signed with this key")
    }
    return Array(signature)
  }
}

/// The public half of a `SigningKey`.
public struct VerifyingKey: Sendable, Hashable {
  private let raw: [UInt8]

  private static let kind = PEM(
    label: "PUBLIC KEY",
    prefix: [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00])

  package init(raw: [UInt8]) {
    self.raw = raw
  }

  /// Reads a public key in PEM form.
  public init(pem text: String) throws(ProjectBundle.Fault) {
    guard let raw = Self.kind.read(text) else {
      throw ProjectBundle.Fault(message: "not an Ed25519 public key (SubjectPublicKeyInfo in PEM)")
    }
    self.raw = raw
  }

  /// The key in PEM form.
  public var pem: String { Self.kind.text(raw) }

  /// The key on one line, for people to compare.
  public var text: String { Data(raw).base64EncodedString() }

  func isValid(_ signature: [UInt8], for bytes: ArraySlice<UInt8>) -> Bool {
    // Bytes that are not a valid key verify no signature.
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw) else { return false }
    return key.isValidSignature(signature, for: bytes)
  }
}

/// A key of 32 bytes after a fixed ASN.1 prefix, in the textual encoding of RFC 7468.
struct PEM {
  let label: String
  let prefix: [UInt8]

  func text(_ key: [UInt8]) -> String {
    """
    -----BEGIN \(label)-----
    \(Data(prefix + key).base64EncodedString())
    -----END \(label)-----

    """
  }

  func read(_ text: String) -> [UInt8]? {
    Self.content(labelled: label, of: text).flatMap(key)
  }

  /// The key after the prefix; nil if the prefix or the size differs.
  func key(in bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count == prefix.count + 32, bytes.starts(with: prefix) else { return nil }
    return Array(bytes.dropFirst(prefix.count))
  }

  /// The content of a text that is one block with this label. Any white space separates its lines.
  static func content(labelled label: String, of text: String) -> [UInt8]? {
    let words = text.prefix(4096).split(whereSeparator: \.isWhitespace)
    let head = "-----BEGIN \(label)-----".split(separator: " ")
    let tail = "-----END \(label)-----".split(separator: " ")
    guard words.count > head.count + tail.count, words.starts(with: head),
      words.suffix(tail.count).elementsEqual(tail)
    else { return nil }
    let content = words.dropFirst(head.count).dropLast(tail.count).joined()
    return Data(base64Encoded: content).map { Array($0) }
  }
}
