import ArgumentParser

struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Shows, verifies, compares and signs bundles.",
    subcommands: [
      BundleShow.self, BundleVerify.self, BundleDiffCommand.self, BundleSign.self,
      BundleKeygen.self,
    ])

  /// The output format.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }
}
