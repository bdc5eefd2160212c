import ArgumentParser
import Bundles
import Frontend

struct BundleVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks the integrity and signature of a bundle.",
    discussion: """
      Without --key, the signature is checked with the key inside the bundle. That proves that the \
      bundle is intact, not who signed it.
      Exit codes: 0 valid, 1 invalid, 2 a file cannot be read, 64 bad usage.
      """)

  @Argument(help: "The bundle.")
  var file: String

  @Option(help: "The public key file; the bundle must be signed with its private key.")
  var key: String?

  func run() throws {
    try perform {
      var reader = InputReader()
      reader.requiredKey = try key.map(KeyFile.verifyingKey)
      let bundle = try reader.read(bundle: file)
      let signature =
        switch bundle.signature {
        case let signature? where key == nil:
          "signed with \(signature.key.text) (signer not verified; use --key)"
        case let signature?: "signed with \(signature.key.text)"
        case nil: "not signed"
        }
      Terminal.write("\(file): intact, \(bundle.manifest.files.count) files, \(signature)\n")
      return .success
    }
  }
}
