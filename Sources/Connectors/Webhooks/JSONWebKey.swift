import Crypto
import CryptoExtras
import FoundationEssentials
import JSON

/// A public key of a JSON Web Key Set (RFC 7517, RFC 7518).
struct JSONWebKey: Sendable {
  private enum Material {
    case rsa(_RSA.Signing.PublicKey)
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case p521(P521.Signing.PublicKey)
  }

  let id: String?
  /// Nil if the token's algorithm counts.
  private let algorithm: String?
  private let material: Material

  /// The keys of a set with which signatures can be verified; nil for a text that is not a key set.
  static func keys(_ bytes: [UInt8]) -> [JSONWebKey]? {
    guard let set = try? JSONValue(parsing: bytes), let keys = set["keys"]?.array else {
      return nil
    }
    return keys.compactMap(JSONWebKey.init)
  }

  /// Nil for keys of other kinds and uses, which may be in a set as well.
  init?(_ json: JSONValue) {
    guard let material = Self.material(json), json["use"]?.string ?? "sig" == "sig" else {
      return nil
    }
    self.material = material
    id = json["kid"]?.string
    algorithm = json["alg"]?.string
  }

  private static func material(_ json: JSONValue) -> Material? {
    func member(_ name: String) -> [UInt8]? { json[name]?.string.flatMap(JSONWebToken.bytes) }
    // A key that the library rejects, such as a short one, verifies nothing.
    switch json["kty"]?.string {
    case "RSA":
      guard let n = member("n"), let e = member("e") else { return nil }
      return (try? _RSA.Signing.PublicKey(n: n, e: e)).map { .rsa($0) }
    case "EC":
      guard let x = member("x"), let y = member("y") else { return nil }
      let point = Data(x + y)
      switch json["crv"]?.string {
      case "P-256":
        return (try? P256.Signing.PublicKey(rawRepresentation: point)).map { .p256($0) }
      case "P-384":
        return (try? P384.Signing.PublicKey(rawRepresentation: point)).map { .p384($0) }
      case "P-521":
        return (try? P521.Signing.PublicKey(rawRepresentation: point)).map { .p521($0) }
      default: return nil
      }
    default: return nil
    }
  }

  /// Whether this key signed a token, with an algorithm that fits the key.
  func signed(_ token: JSONWebToken) -> Bool {
    guard algorithm == nil || algorithm == token.algorithm else { return false }
    let (message, signature) = (token.signed, Data(token.signature))
    // A signature of the wrong length is a wrong signature.
    switch (material, token.algorithm) {
    case (.rsa(let key), "RS256"):
      return Self.verify(key, signature, SHA256.hash(data: message))
    case (.rsa(let key), "RS384"):
      return Self.verify(key, signature, SHA384.hash(data: message))
    case (.rsa(let key), "RS512"):
      return Self.verify(key, signature, SHA512.hash(data: message))
    case (.p256(let key), "ES256"):
      guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else {
        return false
      }
      return key.isValidSignature(signature, for: SHA256.hash(data: message))
    case (.p384(let key), "ES384"):
      guard let signature = try? P384.Signing.ECDSASignature(rawRepresentation: signature) else {
        return false
      }
      return key.isValidSignature(signature, for: SHA384.hash(data: message))
    case (.p521(let key), "ES512"):
      guard let signature = try? P521.Signing.ECDSASignature(rawRepresentation: signature) else {
        return false
      }
      return key.isValidSignature(signature, for: SHA512.hash(data: message))
    default: return false
    }
  }

  private static func verify(
    _ key: _RSA.Signing.PublicKey, _ signature: Data, _ digest: some Digest
  ) -> Bool {
    key.isValidSignature(
      _RSA.Signing.RSASignature(rawRepresentation: signature), for: digest,
      padding: .insecurePKCS1v1_5)
  }
}
