import ArgumentParser
import Frontend

struct Completion: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Prints a completion script for a shell.",
    discussion: "'make install' installs the scripts where the shells find them.")

  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish
  }

  @Argument(help: "The shell.")
  var shell: Shell

  func run() throws {
    try perform {
      let root = try CommandDescription.all()
      switch shell {
      case .bash: Terminal.write(BashCompletion(root: root).script)
      case .zsh: Terminal.write(ZshCompletion(root: root).script)
      case .fish: Terminal.write(FishCompletion(root: root).script)
      }
      return .success
    }
  }
}
