import ArgumentParser
import Bundles
import Frontend
import JSON

struct BundleDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Shows what deploying a bundle would change.",
    discussion: """
      Exit codes: 0 no changes, 1 changes, 2 the bundles cannot be compared, 64 bad usage.
      """)

  @Argument(help: "The deployed bundle.")
  var old: String

  @Argument(help: "The new bundle.")
  var new: String

  @Option(help: "The output format.")
  var format = BundleCommand.Format.text

  func run() throws {
    try perform {
      let diff = BundleDiff(from: try read(old), to: try read(new))
      switch format {
      case .text: Terminal.write(diff.text)
      case .json: Terminal.write(diff.json.text(.indented) + "\n")
      }
      return diff.isEmpty ? .success : .problemsFound
    }
  }

  /// As with `diff`, exit code 1 means different, so a bundle that cannot be read is 2.
  private func read(_ path: String) throws -> ProjectBundle {
    do throws(ToolFault) {
      return try InputReader().read(bundle: path)
    } catch {
      throw ToolFault(message: error.message)
    }
  }
}
