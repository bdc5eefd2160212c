import ArgumentParser
import Bundles
import Frontend
import JSON

struct BundleShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows the contents of a bundle.")

  @Argument(help: "The bundle.")
  var file: String

  @Option(help: "The output format.")
  var format = BundleCommand.Format.text

  func run() throws {
    try perform {
      let overview = BundleOverview(try InputReader().read(bundle: file))
      switch format {
      case .text: Terminal.write(overview.text)
      case .json: Terminal.write(overview.json.text(.indented) + "\n")
      }
      return .success
    }
  }
}
