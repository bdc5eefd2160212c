public import Bundles

/// Reads the key files of bundles.
public enum KeyFile {
  /// - Throws: `ToolFault` if the file cannot be read or is not a public key.
  public static func verifyingKey(_ path: String) throws(ToolFault) -> VerifyingKey {
    let text = try text(path)
    do {
      return try VerifyingKey(pem: text)
    } catch {
      throw ToolFault(message: "\(path): \(error.message)")
    }
  }

  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - passphrase: returns the passphrase; only called if the key is encrypted.
  /// - Throws: `ToolFault` if the file cannot be read or is not a private key, or if the passphrase
  ///   is wrong.
  public static func signingKey(
    _ path: String, passphrase: () throws(ToolFault) -> [UInt8]
  ) throws(ToolFault) -> SigningKey {
    let isStandardInput = path == "-"
    let text =
      isStandardInput
      ? String(decoding: try InputReader().readStandardInput(), as: UTF8.self) : try text(path)
    let passphrase = SigningKey.isEncrypted(pem: text) ? try passphrase() : nil
    do {
      return try SigningKey(pem: text, passphrase: passphrase)
    } catch {
      throw ToolFault(message: "\(isStandardInput ? "standard input" : path): \(error.message)")
    }
  }

  private static func text(_ path: String) throws(ToolFault) -> String {
    String(decoding: try InputReader().read(file: path, atMost: 1 << 16), as: UTF8.self)
  }
}
