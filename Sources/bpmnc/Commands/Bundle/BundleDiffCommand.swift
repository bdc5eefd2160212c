import Linting
import ProjectModel
import Bundles
import ArgumentParser
import Frontend
import JSON

struct BundleDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tells what deploying one bundle after another would change.",
    discussion: """
      Exit codes: 0 nothing would change, 1 something would, 2 the bundles cannot be compared, \
      64 bad usage.
      """)

  @Argument(help: "The bundle that is deployed.")
  var old: String

  @Argument(help: "The bundle that would be.")
  var new: String

  @Option(help: "How it is printed.")
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

  /// As for `diff`, 1 means different: what keeps from comparing is 2.
  private func read(_ path: String) throws -> ProjectBundle {
    do throws(ToolFault) {
      return try InputReader().read(bundle: path)
    } catch {
      throw ToolFault(message: error.message)
    }
  }
}
