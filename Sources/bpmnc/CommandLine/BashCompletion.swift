/// The completion script for bash.
struct BashCompletion {
  let root: CommandDescription

  /// Completes commands, options after a dash, and the values of options; otherwise file names.
  var script: String {
    let commands = root.family
    return """
      # bash completion for bpmnc
      _bpmnc() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=bpmnc word words
        if [ "$cur" = = ]; then cur=; elif [ "$prev" = = ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
        for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
          case "$command $word" in
            \(commands.dropFirst().map { "'\($0.name)'" }.joined(separator: " | "))) command+=" $word" ;;
          esac
        done
        case "$command $prev" in
      \(commands.flatMap(values).joined())\
          *)
            case "$command:$cur" in
      \(commands.map(options).joined())\
      \(commands.map(words).joined())\
            esac ;;
        esac
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
      }
      complete -o default -F _bpmnc bpmnc

      """
  }

  /// A case for each option with a value.
  private func values(_ command: CommandDescription) -> [String] {
    command.options.filter { $0.valueName != nil }.map { option in
      let patterns = option.names.map { "'\(command.name) \($0)'" }.joined(separator: " | ")
      return "    \(patterns)) words='\(option.values.joined(separator: " "))' ;;\n"
    }
  }

  private func options(_ command: CommandDescription) -> String {
    "        '\(command.name):'-*) words='\(command.options.flatMap(\.names).joined(separator: " "))' ;;\n"
  }

  private func words(_ command: CommandDescription) -> String {
    let names = command.subcommands.compactMap(\.path.last)
    let values = command.arguments.filter(\.names.isEmpty).flatMap(\.values)
    guard !names.isEmpty || !values.isEmpty else { return "" }
    let help = command.path == root.path ? ["help"] : []
    return
      "        '\(command.name):'*) words='\((names + values + help).joined(separator: " "))' ;;\n"
  }
}
