import Bundles
import ProjectModel
import ArgumentParser
import Frontend

struct BundleVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks that a bundle is as it was built, and by whom it was signed.",
    discussion: """
      Without --key, a signature is checked against the key that stands beside it, which says that \
      the bundle is whole, not whom it is from.
      Exit codes: 0 all is right, 1 it is not, 2 a file cannot be read, 64 bad usage.
      """)

  @Argument(help: "The bundle.")
  var file: String

  @Option(help: "The file with the public key with which the bundle must be signed.")
  var key: String?

  func run() throws {
    try perform {
      var reader = InputReader()
      reader.requiredKey = try key.map(KeyFile.verifyingKey)
      let bundle = try reader.read(bundle: file)
      let signature =
        switch bundle.signature {
        case let signature? where key == nil:
          "signed with \(signature.key.text), which was not compared with a key (--key)"
        case let signature?: "signed with \(signature.key.text)"
        case nil: "not signed"
        }
      Terminal.write("\(file): intact, \(bundle.manifest.files.count) files, \(signature)\n")
      return .success
    }
  }
}
