import BPMN
public import Diagnostics
import FEEL
public import ProjectModel

/// The documentation of a rule, generated at build time from the comment blocks `/// # rule-name`
/// in the sources (`Plugins/EmbedRuleDocumentation`).
public struct RuleDocumentation: Sendable {
  /// The name of the rule.
  public let name: String
  /// The rule in one sentence.
  public let summary: String
  /// The text in Markdown, without the examples; a list or code block is a paragraph.
  public let paragraphs: [String]
  /// Examples with and without findings.
  public let examples: [RuleExample]
  /// The default severities of its findings, the most severe first; empty if the rule runs only
  /// when a configuration enables it.
  public let severities: [Diagnostic.Severity]
  /// The Camunda versions that the rule applies to; nil for all.
  public let platforms: String?

  /// Reads a comment block without its heading.
  /// - Parameter rule: the rule; nil for findings from outside the rules, such as those of a parser.
  package init(name: String, block: String, rule: LintRule?) {
    var reader = RuleBlockReader()
    for line in block.split(separator: "\n", omittingEmptySubsequences: false) {
      reader.read(String(line))
    }
    self.name = name
    paragraphs = reader.paragraphs
    summary = Self.firstSentence(of: reader.paragraphs.first ?? "")
    examples = reader.examples
    severities =
      reader.severities.isEmpty ? [rule?.severity].compactMap { $0 } : reader.severities
    platforms = rule?.platforms?.text
  }

  /// The documentation of a company's own check.
  public init(_ check: CompanyRule) {
    name = check.name
    summary = check.message
    let filter = check.filter.map { ["Only if `\($0.text)`."] } ?? []
    let help = check.help.map { [$0] } ?? []
    paragraphs =
      [
        check.message,
        "Elements: " + check.types.map(\.qualifiedName).sorted().joined(separator: ", "),
      ]
      + filter + ["Condition: `\(check.condition.text)`"] + help
    examples =
      check.failing.map { RuleExample(isGood: false, language: "xml", markedText: $0.text) }
      + check.passing.map { RuleExample(isGood: true, language: "xml", markedText: $0.text) }
    severities = [check.severity]
    platforms = nil
  }

  private static func firstSentence(of paragraph: String) -> String {
    let words = paragraph.split { $0 == " " || $0 == "\n" }
    let end = zip(words.indices, words.dropFirst()).first { index, next in
      words[index].hasSuffix(".") && (next.first?.isUppercase == true || next.first == "`")
    }
    return words.prefix(end.map { $0.0 + 1 } ?? words.count).joined(separator: " ")
  }

  /// The paragraphs, separated by empty lines.
  public var text: String { paragraphs.joined(separator: "\n\n") }

  /// `error`, `error or warning`, `off unless configured`.
  public var severityText: String {
    severities.isEmpty
      ? "off unless configured" : severities.map(\.rawValue).joined(separator: " or ")
  }
}

/// An example with or without findings of a rule.
public struct RuleExample: Sendable, Hashable {
  /// Whether the rule reports nothing.
  public let isGood: Bool
  /// `xml`, `json` or `yaml`.
  public let language: String
  /// The text with the marks 1️⃣, 2️⃣ … at the locations of the findings.
  public let markedText: String

  /// The text without marks.
  public var text: String { String(markedText.filter { !Self.isMark($0) }) }

  /// Whether a character is a mark, which is a keycap emoji.
  package static func isMark(_ character: Character) -> Bool {
    character.unicodeScalars.last == "\u{20E3}"
  }
}

extension PlatformRange {
  fileprivate var text: String? {
    func short(_ version: PlatformVersion) -> String { "\(version.major).\(version.minor)" }
    switch (from.map(short), through.map(short)) {
    case (let from?, let through?): return from == through ? from : "\(from) to \(through)"
    case (let from?, nil): return "\(from) and newer"
    case (nil, let through?): return "\(through) and older"
    case (nil, nil): return nil
    }
  }
}
