import Crypto
import CryptoExtras
import FoundationEssentials

/// A private key that is encrypted with a passphrase: PBES2 with PBKDF2 and AES-CBC (RFC 8018,
/// sections 5.2 and 6.2), as `openssl genpkey -aes-256-cbc` writes it.
struct EncryptedKey {
  private let salt: ArraySlice<UInt8>
  private let rounds: Int
  private let hash: KDF.Insecure.PBKDF2.HashFunction
  /// In bytes.
  private let keySize: Int
  private let vector: ArraySlice<UInt8>
  private let data: ArraySlice<UInt8>

  /// More rounds would take minutes; OpenSSL's default is 2,048.
  private static let maximumRounds = 10_000_000

  /// Reads an EncryptedPrivateKeyInfo (RFC 5958, section 3).
  /// - Throws: a fault for damaged keys and for other algorithms.
  init(der bytes: [UInt8]) throws(ProjectBundle.Fault) {
    var outer = DERReader(bytes[...])
    guard var info = outer.sequence(), var algorithm = info.sequence(),
      let scheme = algorithm.content(.objectIdentifier), let data = info.content(.octets)
    else { throw Self.damaged }
    guard scheme.elementsEqual(Self.pbes2), var parameters = algorithm.sequence(),
      var derivation = parameters.sequence(), var cipher = parameters.sequence(),
      derivation.content(.objectIdentifier)?.elementsEqual(Self.pbkdf2) == true,
      let cipherName = cipher.content(.objectIdentifier),
      let keySize = Self.keySizes.first(where: { cipherName.elementsEqual($0.name) })?.size
    else { throw Self.unsupported }
    guard var settings = derivation.sequence(), let salt = settings.content(.octets),
      let rounds = settings.integer(), let vector = cipher.content(.octets), vector.count == 16
    else { throw Self.damaged }
    guard 1...Self.maximumRounds ~= rounds else {
      throw ProjectBundle.Fault(
        message: "the key is encrypted with \(rounds) rounds of PBKDF2 (at most 10,000,000)")
    }
    // The length of the key is optional and follows from the cipher.
    _ = settings.integer()
    if var function = settings.sequence() {
      let name = function.content(.objectIdentifier)
      guard let hash = Self.hashes.first(where: { name?.elementsEqual($0.name) == true })?.hash
      else { throw Self.unsupported }
      self.hash = hash
    } else {
      hash = .insecureSHA1
    }
    self.salt = salt
    self.rounds = rounds
    self.keySize = keySize
    self.vector = vector
    self.data = data
  }

  /// The PrivateKeyInfo. With a wrong passphrase, this is a fault or meaningless.
  func decrypted(with passphrase: [UInt8]) throws(ProjectBundle.Fault) -> [UInt8] {
    do {
      let key = try KDF.Insecure.PBKDF2.deriveKey(
        from: passphrase, salt: salt, using: hash, outputByteCount: keySize,
        unsafeUncheckedRounds: rounds)
      return Array(try AES._CBC.decrypt(data, using: key, iv: AES._CBC.IV(ivBytes: vector)))
    } catch {
      // The library's errors say no more.
      throw Self.wrongPassphrase
    }
  }

  // MARK: Object identifiers

  /// 1.2.840.113549.1.5.13
  private static let pbes2: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0D]
  /// 1.2.840.113549.1.5.12
  private static let pbkdf2: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0C]
  /// 2.16.840.1.101.3.4.1.*N*: AES with 128, 192 and 256 bits (NIST)
  private static let keySizes: [(name: [UInt8], size: Int)] = [(2, 16), (22, 24), (42, 32)].map {
    ([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, $0], $1)
  }
  /// 1.2.840.113549.2.*N*: HMAC with SHA-1 and SHA-2 (RFC 8018, appendix B.1)
  private static let hashes: [(name: [UInt8], hash: KDF.Insecure.PBKDF2.HashFunction)] = [
    (7, .insecureSHA1), (8, .insecureSHA224), (9, .sha256), (10, .sha384), (11, .sha512),
  ].map { ([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x02, $0], $1) }

  // MARK: Faults

  private static var damaged: ProjectBundle.Fault {
    ProjectBundle.Fault(message: "not an Ed25519 private key (PKCS #8 in PEM)")
  }

  private static var unsupported: ProjectBundle.Fault {
    ProjectBundle.Fault(
      message: "unsupported encryption of the key (expected PBKDF2 and AES-CBC); encrypt it again: "
        + "openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out NEW-KEY")
  }

  static var wrongPassphrase: ProjectBundle.Fault {
    ProjectBundle.Fault(
      message: "the passphrase is wrong, or the key is not an Ed25519 private key")
  }
}
