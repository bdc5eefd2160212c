import Crypto
import FoundationEssentials

/// The entry `signature` of a bundle: an Ed25519 signature (RFC 8032) over the bytes of
/// `manifest.json`, which name the hash of every other file.
public struct BundleSignature: Sendable, Hashable {
  /// The key that it was made with; whether to trust it is for the reader to say.
  public let key: VerifyingKey
  package let signature: [UInt8]

  init(of manifest: [UInt8], with key: SigningKey) throws(ProjectBundle.Fault) {
    self.key = key.verifyingKey
    signature = try key.signature(of: manifest)
  }

  /// Reads the entry and checks that it fits the manifest.
  init(
    reading bytes: ArraySlice<UInt8>, manifest: ArraySlice<UInt8>
  ) throws(ProjectBundle.Fault) {
    let lines = bytes.prefix(512).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    guard lines.count == 3, let key = Data(base64Encoded: lines[1]), key.count == 32,
      let signature = Data(base64Encoded: lines[2])
    else { throw ProjectBundle.Fault(message: "the bundle's signature is not as bpmnc writes it") }
    self.key = VerifyingKey(raw: Array(key))
    self.signature = Array(signature)
    guard Array(text.utf8)[...] == bytes else {
      throw ProjectBundle.Fault(message: "the bundle's signature is not as bpmnc writes it")
    }
    guard self.key.isValid(self.signature, for: manifest) else {
      throw ProjectBundle.Fault(
        message: "the bundle's signature does not fit: the bundle was changed after it was signed")
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
  /// The bundle with a signature in place of the one it may have.
  public func signed(with key: SigningKey) throws(Fault) -> ProjectBundle {
    var bundle = self
    bundle.signature = try BundleSignature(of: manifest.bytes, with: key)
    return bundle
  }

  /// Refuses a bundle that was not signed with this key.
  public func requireSignature(_ key: VerifyingKey) throws(Fault) {
    guard let signature else { throw Fault(message: "the bundle is not signed") }
    guard signature.key == key else {
      throw Fault(
        message: "the bundle is signed with another key: \(signature.key.text), not \(key.text)")
    }
  }
}
