import Crypto
import FoundationEssentials

/// The entry `signature` of a bundle: an Ed25519 signature (RFC 8032) over the bytes of
/// `manifest.json`, which contains the hash of every other file.
public struct BundleSignature: Sendable, Hashable {
  /// The signing key; whether to trust it is up to the caller.
  public let key: VerifyingKey
  package let signature: [UInt8]

  init(of manifest: [UInt8], with key: SigningKey) throws(ProjectBundle.Fault) {
    self.key = key.verifyingKey
    signature = try key.signature(of: manifest)
  }

  /// Reads the entry and verifies the manifest with it.
  init(
    reading bytes: ArraySlice<UInt8>, manifest: ArraySlice<UInt8>
  ) throws(ProjectBundle.Fault) {
    let lines = bytes.prefix(512).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    guard lines.count == 3, let key = Data(base64Encoded: lines[1]), key.count == 32,
      let signature = Data(base64Encoded: lines[2])
    else {
      throw ProjectBundle.Fault(message: "the bundle's signature is not in bpmnc's canonical form")
    }
    self.key = VerifyingKey(raw: Array(key))
    self.signature = Array(signature)
    guard Array(text.utf8)[...] == bytes else {
      throw ProjectBundle.Fault(message: "the bundle's signature is not in bpmnc's canonical form")
    }
    guard self.key.isValid(self.signature, for: manifest) else {
      throw ProjectBundle.Fault(
        message: "the bundle's signature does not match: the bundle was changed after signing")
    }
  }

  /// The text of the entry.
  package var text: String {
    """
    bpmnc Ed25519 signature of manifest.json
    \(key.text)
    \(Data(signature).base64EncodedString())

    """
  }
}

extension ProjectBundle {
  /// The bundle with this signature, which replaces an existing one.
  public func signed(with key: SigningKey) throws(Fault) -> ProjectBundle {
    var bundle = self
    bundle.signature = try BundleSignature(of: manifest.bytes, with: key)
    return bundle
  }

  /// Checks that the bundle was signed with this key.
  public func requireSignature(_ key: VerifyingKey) throws(Fault) {
    guard let signature else { throw Fault(message: "the bundle is not signed") }
    guard signature.key == key else {
      throw Fault(
        message: "the bundle is signed with another key: \(signature.key.text), not \(key.text)")
    }
  }
}
