import ArgumentParser
import Diagnostics
import FoundationEssentials
import Frontend
import JSON
import Linting
import LintRules
import Text

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a rule and how to fix it.",
    discussion: "Without a rule, lists all rules with their severity.")

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

  func validate() throws {
    guard let rule, RuleDocumentation.named(rule) == nil else { return }
    let names = RuleDocumentation.all.map(\.name)
    // Most people leave out the family.
    let meant =
      Suggestion.nearest(to: rule, among: names)
      ?? names.first { $0.hasSuffix("/" + rule) || $0.hasSuffix("-" + rule) }
    let hint = meant.map { "; did you mean '\($0)'?" } ?? "; 'bpmnc explain' lists all rules"
    throw ValidationError("unknown rule '\(rule)'\(hint)")
  }

  func run() throws {
    try perform {
      if let write {
        try Self.writePages(to: write)
      } else if let rule = rule.flatMap(RuleDocumentation.named) {
        Terminal.write(text(of: rule))
      } else {
        Terminal.write(list)
      }
      return .success
    }
  }

  private func text(of rule: RuleDocumentation) -> String {
    switch format {
    case .text: rule.plainText()
    case .json: rule.json.text(.indented) + "\n"
    case .markdown: rule.page
    }
  }

  private var list: String {
    let rules = RuleDocumentation.all
    return switch format {
    case .text: RuleDocumentation.list(of: RuleDocumentation.all)
    case .json:
      JSONValue.object([("version", 1), ("rules", .array(rules.map(\.json)))]).text(.indented)
        + "\n"
    case .markdown: RuleDocumentation.index(of: RuleDocumentation.all)
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
