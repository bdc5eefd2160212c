import ArgumentParser
import Diagnostics
import FoundationEssentials
import Frontend
import JSON
import Linting
import LintRules
import ProjectModel
import Text

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a rule and how to fix it.",
    discussion: """
      Without a rule, lists all rules with their severity. The checks of the nearest bpmnc.yaml are \
      rules, too.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  @Argument(
    help: "The name of the rule, such as label-required or template/required.",
    completion: .list(RuleDocumentation.names))
  var rule: String?

  @Option(help: "The output format.")
  var format = Format.text

  /// For `make rule-pages`.
  @Option(help: ArgumentHelp("Write a page for each rule to this folder.", visibility: .private))
  var write: String?

  @Option(
    help: "The configuration whose checks are also explained (default: the nearest bpmnc.yaml).")
  var config: String?

  func run() throws {
    try perform {
      if let write {
        try Self.writePages(to: write)
        return .success
      }
      let settings = try ProjectSettings.find(named: config, from: ".")
      let checks = settings.configuration.checks.map { RuleDocumentation($0) }
      if let rule {
        Terminal.write(text(of: try named(rule, checks)))
      } else {
        Terminal.write(list(of: RuleDocumentation.all + checks))
      }
      return .success
    }
  }

  private func named(_ name: String, _ checks: [RuleDocumentation]) throws -> RuleDocumentation {
    if let rule = RuleDocumentation.named(name) ?? checks.first(where: { $0.name == name }) {
      return rule
    }
    let names = (RuleDocumentation.all + checks).map(\.name)
    // The family is often omitted.
    let meant =
      Suggestion.nearest(to: name, among: names)
      ?? names.first { $0.hasSuffix("/" + name) || $0.hasSuffix("-" + name) }
    let hint = meant.map { "; did you mean '\($0)'?" } ?? "; 'bpmnc explain' lists all rules"
    throw ValidationError("unknown rule '\(name)'\(hint)")
  }

  private func text(of rule: RuleDocumentation) -> String {
    switch format {
    case .text: rule.plainText()
    case .json: rule.json.text(.indented) + "\n"
    case .markdown: rule.page
    }
  }

  private func list(of rules: [RuleDocumentation]) -> String {
    switch format {
    case .text: RuleDocumentation.list(of: rules)
    case .json:
      JSONValue.object([("version", 1), ("rules", .array(rules.map(\.json)))]).text(.indented)
        + "\n"
    case .markdown: RuleDocumentation.index(of: rules)
    }
  }

  private static func writePages(to folder: String) throws(ToolFault) {
    let pages =
      RuleDocumentation.all.map { ($0.pagePath, $0.page) }
      + [("README.md", RuleDocumentation.index(of: RuleDocumentation.all))]
    for (path, text) in pages {
      let file = URL(filePath: folder).appending(path: path)
      do {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      } catch {
        throw ToolFault(message: "\(file.deletingLastPathComponent().path): cannot be created")
      }
      try OutputFile.write(Array(text.utf8), to: file.path)
    }
  }
}
