package import ArgumentParser
import Text

/// A command that another executable carries out, which checks the words after its name.
package protocol ForwardedCommand: ParsableCommand {}

/// The words of a command line that select a command.
package enum CommandWords {
  /// `help WORDS` as `WORDS --help`, because ArgumentParser's own `help` accepts any words.
  package static func withoutHelp(_ arguments: [String]) -> [String] {
    guard arguments.first == "help" else { return arguments }
    return arguments.dropFirst().filter { !$0.hasPrefix("-") } + ["--help"]
  }

  /// The message about the first word that should be a command and is not; nil if there is none.
  ///
  /// After `help`, every word should be a command.
  package static func fault(
    in arguments: [String], of root: any ParsableCommand.Type
  ) -> String? {
    let isHelp = arguments.first == "help"
    var command = root
    var path: [String] = []
    for word in isHelp ? arguments.dropFirst() : arguments[...] {
      let subcommands = command.configuration.subcommands
      // Without a default, a command with subcommands accepts nothing else.
      guard !subcommands.isEmpty || isHelp, !word.hasPrefix("-"),
        !(command is any ForwardedCommand.Type)
      else { return nil }
      if let next = subcommands.first(where: { name($0) == word }) {
        command = next
        path.append(word)
      } else if command.configuration.defaultSubcommand != nil, !isHelp {
        return nil
      } else {
        let names = (path + [word]).joined(separator: " ")
        let help = (["bpmnc"] + path + ["--help"]).joined(separator: " ")
        let hint = meant(word, in: subcommands).map {
          "did you mean '\((path + $0).joined(separator: " "))'?"
        }
        return "unknown command '\(names)'; \(hint ?? "'\(help)' lists the commands")"
      }
    }
    return nil
  }

  /// The path of the command that the word is closest to: a similar name, the beginning of a name,
  /// or the name of a subcommand.
  private static func meant(
    _ word: String, in commands: [any ParsableCommand.Type]
  ) -> [String]? {
    let names = commands.map(name)
    let alike = names.filter { $0.first == word.first }
    if let near = Suggestion.nearest(to: word, among: alike)
      ?? Suggestion.nearest(to: word, among: names)
    {
      return [near]
    }
    if let longer = names.first(where: { $0.hasPrefix(word) }) { return [longer] }
    return commands.lazy.compactMap { command in
      command.configuration.subcommands.first { name($0) == word }.map {
        [name(command), name($0)]
      }
    }.first
  }

  private static func name(_ command: any ParsableCommand.Type) -> String {
    command._commandName
  }
}
