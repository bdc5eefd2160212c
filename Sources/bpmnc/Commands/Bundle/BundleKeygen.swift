import ArgumentParser
import Bundles
import Frontend
import Glibc

struct BundleKeygen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen",
    abstract: "Generates a key pair: NAME.key to sign with, NAME.pub to verify with.",
    discussion: """
      Both are PEM files that openssl can read. Only the owner can read NAME.key (mode 0600). \
      Existing files are never overwritten.
      """)

  @Option(name: .shortAndLong, help: "The name of the files, without an extension.")
  var output: String

  func run() throws {
    try perform {
      let key = SigningKey()
      let (secret, open) = (output + ".key", output + ".pub")
      try Self.create(secret, key.pem, mode: 0o600)
      do {
        try Self.create(open, key.verifyingKey.pem, mode: 0o644)
      } catch {
        unlink(secret)
        throw error
      }
      Terminal.write("\(secret): keep this file secret\n\(open): \(key.verifyingKey.text)\n")
      return .success
    }
  }

  /// Creates a file that does not exist yet.
  private static func create(_ path: String, _ text: String, mode: mode_t) throws {
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else {
      throw ToolFault(
        message: errno == EEXIST
          ? "\(path) already exists and was not overwritten" : "\(path): cannot be written")
    }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard write(file, bytes, bytes.count) == bytes.count else {
      unlink(path)
      throw ToolFault(message: "\(path): cannot be written")
    }
  }
}
