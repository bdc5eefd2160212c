import ArgumentParser
import Frontend

/// For `make install`.
struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Writes the man pages to a folder.", shouldDisplay: false)

  @Argument(help: "The folder.")
  var folder: String

  func run() throws {
    try perform {
      let commands = try CommandDescription.all().family
      for command in commands {
        let relatives = commands.filter { other in
          other.path.dropLast() == command.path[...] || other.path[...] == command.path.dropLast()
        }
        let page = ManualPage(
          command: command, related: relatives.map { $0.path.joined(separator: "-") })
        try OutputFile.write(Array(page.text.utf8), to: "\(folder)/\(page.fileName)")
      }
      return .success
    }
  }
}
