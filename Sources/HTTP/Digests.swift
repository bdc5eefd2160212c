import Crypto
import FoundationEssentials
import Text

/// The keyed digests (HMAC) used to sign webhook requests.
package enum KeyedDigest: String, Sendable {
  case sha1 = "sha_1"
  case sha256 = "sha_256"
  case sha512 = "sha_512"

  /// The digest of a message.
  package func code(of message: [UInt8], key: String) -> [UInt8] {
    let key = SymmetricKey(data: Array(key.utf8))
    return switch self {
    // Twilio signs with SHA-1, which is not broken as an HMAC.
    case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key))
    case .sha256: Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    case .sha512: Array(HMAC<SHA512>.authenticationCode(for: message, using: key))
    }
  }
}

/// Compares in time that depends only on the lengths.
package func isEqualInConstantTime(
  _ left: some Collection<UInt8>, _ right: some Collection<UInt8>
) -> Bool {
  guard left.count == right.count else { return false }
  return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}

extension Sequence<UInt8> {
  /// Base64 (RFC 4648, section 4).
  package var base64: String { Data(self).base64EncodedString() }
}

/// The SHA-256 of `bytes` in lower-case hexadecimal digits.
package func sha256Hexadecimal(_ bytes: [UInt8]) -> String { SHA256.hash(data: bytes).hexadecimal }
