import ArgumentParser
import Bundles
import Frontend

struct BundleSign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Signs a bundle with a private key (Ed25519).",
    discussion: """
      An existing signature is replaced. Encrypted keys are decrypted by openssl: \
      openssl pkey -in KEY | bpmnc bundle sign BUNDLE --key -
      """)

  @Argument(help: "The bundle.")
  var file: String

  @Option(
    help: "The private key file, such as one from 'bundle keygen'; '-' reads standard input.")
  var key: String

  @Option(name: .shortAndLong, help: "The signed bundle to write (default: replace the bundle).")
  var output: String?

  func run() throws {
    try perform {
      let key = try KeyFile.signingKey(key)
      let bundle = try InputReader().read(bundle: file).signed(with: key)
      let output = output ?? file
      try OutputFile.write(try bundle.archive(), to: output)
      Terminal.write("\(output): signed with \(key.verifyingKey.text)\n")
      return .success
    }
  }
}
