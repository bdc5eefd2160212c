import ArgumentParser

struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Shows, compares and signs what 'build' writes.",
    subcommands: [
      BundleShow.self, BundleVerify.self, BundleDiffCommand.self, BundleSign.self,
      BundleKeygen.self,
    ])

  /// The output of the commands that print.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }
}
