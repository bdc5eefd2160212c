import ArgumentParser
import Bundles
import Frontend

struct BundleSign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Signs a bundle with a private key (Ed25519).",
    discussion: """
      An existing signature is replaced. The passphrase of an encrypted key is asked for on the \
      terminal, or read with --passphrase-file.
      """)

  @Argument(help: "The bundle.")
  var file: String

  @Option(
    help: "The private key file, such as one from 'bundle keygen'; '-' reads standard input.")
  var key: String

  @Option(
    help: "A file whose first line is the passphrase of the key; '-' reads standard input.")
  var passphraseFile: String?

  @Option(
    name: .shortAndLong,
    help: "The signed bundle to write; '-' is standard output (default: replace the bundle).")
  var output: String?

  func validate() throws {
    if key == "-", passphraseFile == "-" {
      throw ValidationError("The key and the passphrase cannot both be read from standard input.")
    }
  }

  func run() throws {
    try perform {
      let signingKey = try KeyFile.signingKey(key) { () throws(ToolFault) in
        if let passphraseFile { return try Passphrase.read(file: passphraseFile) }
        return try Passphrase.ask("Passphrase of \(key == "-" ? "the key" : key): ")
      }
      let bundle = try InputReader().read(bundle: file).signed(with: signingKey)
      let output = output ?? file
      try OutputFile.write(try bundle.archive(), to: output)
      OutputFile.report(output, "signed with \(signingKey.verifyingKey.text)")
      return .success
    }
  }
}
