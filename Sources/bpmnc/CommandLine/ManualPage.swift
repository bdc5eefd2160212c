import ProjectModel

/// A command's man page, in the macros of man(7).
struct ManualPage {
  let command: CommandDescription
  /// The pages named under "See also".
  var related: [String]

  /// Such as `bpmnc-bundle-sign.1`.
  var fileName: String { name + ".1" }

  private var name: String { command.path.joined(separator: "-") }

  var text: String {
    var text = """
      .\\" -*- coding: utf-8 -*-
      .TH "\(name.uppercased())" 1 "" "bpmnc \(BPMNCVersion.current)" "bpmnc"
      .SH NAME
      \(escaped(name)) \\- \(escaped(command.abstract))
      .SH SYNOPSIS
      .B \(escaped(command.name))
      \(escaped(synopsis))

      """
    if !command.discussion.isEmpty { text += ".SH DESCRIPTION\n\(escaped(command.discussion))\n" }
    text += section("COMMANDS", command.subcommands.map { ($0.path.last ?? "", $0.abstract) })
    let arguments = command.arguments.filter(\.names.isEmpty)
    text += section("ARGUMENTS", arguments.map { ($0.valueName ?? "", explanation($0)) })
    text += section("OPTIONS", command.options.map { (title($0), explanation($0)) })
    text += section(
      "EXIT STATUS",
      [
        ("0", "Success."), ("1", "The input has problems, or the executed process failed."),
        ("2", "The tool could not do its work."), ("64", "The command line is invalid."),
      ])
    let pages = related.map { ".BR \(escaped($0)) (1)" }
    return text + ".SH SEE ALSO\n" + pages.joined(separator: ",\n") + "\n"
  }

  private var synopsis: String {
    if !command.subcommands.isEmpty, command.arguments.allSatisfy({ !$0.names.isEmpty }) {
      return "COMMAND"
    }
    let positional = command.arguments.filter(\.names.isEmpty).map { argument in
      let name = (argument.valueName ?? "").uppercased() + (argument.isRepeating ? " ..." : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    return (["[OPTIONS]"] + positional).joined(separator: " ")
  }

  private func title(_ option: CommandDescription.Argument) -> String {
    option.names.joined(separator: ", ") + (option.valueName.map { " \($0.uppercased())" } ?? "")
  }

  private func explanation(_ argument: CommandDescription.Argument) -> String {
    let isList = !argument.values.isEmpty && argument.values.count < 20
    return [
      argument.abstract, argument.discussion,
      isList ? "Values: \(argument.values.joined(separator: ", "))." : "",
      argument.defaultValue.map { "Default: \($0)." } ?? "",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func section(_ title: String, _ items: [(name: String, text: String)]) -> String {
    guard !items.isEmpty else { return "" }
    let list = items.map { ".TP\n.B \(escaped($0.name))\n\(escaped($0.text))\n" }
    return ".SH \(title)\n" + list.joined()
  }

  /// A hyphen is a minus that can be copied; a line must not begin with a control character.
  private func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return plain.split(separator: "\n", omittingEmptySubsequences: false)
      .map { ".'".contains($0.first ?? " ") ? "\\&" + $0 : String($0) }.joined(separator: "\n")
  }
}
