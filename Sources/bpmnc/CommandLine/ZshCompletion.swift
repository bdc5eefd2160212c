/// The completion script for zsh, with descriptions.
struct ZshCompletion {
  let root: CommandDescription

  var script: String {
    let commands = root.family
    return """
      #compdef bpmnc
      _bpmnc() {
        local command=bpmnc word
        local -a commands
        for word in ${words[2,CURRENT-1]}; do
          case "$command $word" in
            \(commands.dropFirst().map { "'\($0.name)'" }.joined(separator: "|"))) command+=" $word" ;;
          esac
        done
        case $command in
      \(commands.map(completions).joined())\
        esac
      }
      if [ "$funcstack[1]" = _bpmnc ]; then _bpmnc "$@"; else compdef _bpmnc bpmnc; fi

      """
  }

  private func completions(_ command: CommandDescription) -> String {
    let subcommands = command.subcommands.map { subcommand in
      quoted("\(subcommand.path.last ?? ""):\(subcommand.abstract)")
    }
    let list =
      subcommands.isEmpty
      ? ""
      : """
            commands=(\(subcommands.joined(separator: " ")))
            _describe command commands

      """
    let options = command.options.flatMap(specifications)
    let positional = command.arguments.filter(\.names.isEmpty)
    let values = positional.flatMap(\.values)
    let files = positional.isEmpty ? "" : "_files"
    let rest = values.isEmpty ? files : "(\(values.joined(separator: " ")))"
    return """
        '\(command.name)')
      \(list)\
          _arguments \((options + ["'*:file:\(rest)'"]).joined(separator: " \\\n        ")) ;;

      """
  }

  /// One specification of `_arguments` for each name of the option.
  private func specifications(_ option: CommandDescription.Argument) -> [String] {
    option.names.map { name in
      let value = option.valueName.map { valueName in
        let values = option.values.isEmpty ? "_files" : "(\(option.values.joined(separator: " ")))"
        return ":\(escaped(valueName)):\(values)"
      }
      return quoted(
        "\(option.isRepeating ? "*" : "")\(name)[\(escaped(option.abstract))]\(value ?? "")")
    }
  }

  private func escaped(_ text: String) -> String {
    text.map { "[]:\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  private func quoted(_ text: String) -> String {
    "'\(text.replacing("'", with: "'\\''"))'"
  }
}
