import ArgumentParser
import Compiler
import Frontend
import JSON

struct Secrets: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the secrets that diagrams or a bundle ask for, with every place.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  @OptionGroup var project: ProjectOptions

  @Option(help: "How the list is printed.")
  var format = Format.table

  func run() throws {
    try perform {
      let document: JSONValue
      var isComplete = true
      switch try project.read() {
      case .files(let files):
        let project = Project(files)
        isComplete = reportUnreadable(project)
        document = SecretInventory(SecretUse.all(in: project)).json()
      case .bundle(let bundle, _):
        document = bundle.secrets
      }
      switch format {
      case .json: Terminal.write(document.text(.indented) + "\n")
      case .table: Terminal.write(SecretList(document).table)
      }
      return isComplete ? .success : .problemsFound
    }
  }
}
