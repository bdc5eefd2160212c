/// The completion script for fish, with descriptions.
struct FishCompletion {
  let root: CommandDescription

  var script: String {
    let commands = root.family
    let names = commands.dropFirst().map { quoted($0.name) }.joined(separator: " ")
    return """
      # fish completion for bpmnc
      function __bpmnc_command
        set -l command bpmnc
        for word in (commandline -opc)[2..]
          if contains -- "$command $word" \(names)
            set command "$command $word"
          end
        end
        echo $command
      end
      \(commands.flatMap(lines).joined(separator: "\n"))

      """
  }

  private func lines(_ command: CommandDescription) -> [String] {
    let start = "complete -c bpmnc -n 'test (__bpmnc_command) = \"\(command.name)\"'"
    let subcommands = command.subcommands.map { subcommand in
      "\(start) -f -a \(subcommand.path.last ?? "") -d \(quoted(subcommand.abstract))"
    }
    let values = command.arguments.filter(\.names.isEmpty).flatMap(\.values)
    let positional =
      values.isEmpty ? [] : ["\(start) -f -a \(quoted(values.joined(separator: " ")))"]
    let options = command.options.map { option in
      let names = option.names.map { name in
        name.hasPrefix("--") ? "-l \(name.dropFirst(2))" : "-s \(name.dropFirst())"
      }
      let value: [String] =
        switch (option.valueName, option.values) {
        case (nil, _): []
        case (_, []): ["-r"]
        case (_, let values): ["-x -a \(quoted(values.joined(separator: " ")))"]
        }
      return ([start] + names + value + ["-d \(quoted(option.abstract))"]).joined(separator: " ")
    }
    return subcommands + positional + options
  }

  private func quoted(_ text: String) -> String {
    "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
  }
}
