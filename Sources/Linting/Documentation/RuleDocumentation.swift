import BPMN
public import Diagnostics

/// What a user may read about a rule: made of the comment blocks `/// # rule-name` of the sources
/// while bpmnc is built (`Plugins/EmbedRuleDocumentation`).
public struct RuleDocumentation: Sendable {
  /// The name of the rule.
  public let name: String
  /// What is asked, in one sentence.
  public let summary: String
  /// Markdown, without the examples; a list or code block is a paragraph.
  public let paragraphs: [String]
  /// Examples of what it reports and what it does not.
  public let examples: [RuleExample]
  /// How severe its findings are, the most severe first, unless a configuration says otherwise; of
  /// a rule that runs only when a configuration names it, none.
  public let severities: [Diagnostic.Severity]
  /// The platform versions whose diagrams it is for, where not all are.
  public let platforms: String?

  /// Reads a comment block without its heading.
  /// - Parameter rule: the rule, where it is one that a configuration sets.
  package init(name: String, block: String, rule: LintRule?) {
    var reader = RuleBlockReader()
    for line in block.split(separator: "\n", omittingEmptySubsequences: false) {
      reader.read(String(line))
    }
    self.name = name
    paragraphs = reader.paragraphs
    summary = Self.firstSentence(of: reader.paragraphs.first ?? "")
    examples = reader.examples
    severities = rule.map { [$0.severity].compactMap { $0 } } ?? reader.severities
    platforms = rule?.platforms?.words
  }

  private static func firstSentence(of paragraph: String) -> String {
    let words = paragraph.split { $0 == " " || $0 == "\n" }
    let end = zip(words.indices, words.dropFirst()).first { index, next in
      words[index].hasSuffix(".") && (next.first?.isUppercase == true || next.first == "`")
    }
    return words.prefix(end.map { $0.0 + 1 } ?? words.count).joined(separator: " ")
  }

  /// The paragraphs with empty lines between.
  public var text: String { paragraphs.joined(separator: "\n\n") }

  /// `error`, `error or warning`, `off unless configured`.
  public var severityWords: String {
    severities.isEmpty
      ? "off unless configured" : severities.map(\.rawValue).joined(separator: " or ")
  }
}

/// A piece of a diagram or file that a rule finds something in, or nothing.
public struct RuleExample: Sendable, Hashable {
  /// Whether the rule finds nothing in it.
  public let isGood: Bool
  /// `xml`, `json` or `yaml`.
  public let language: String
  /// The text with the marks 1️⃣, 2️⃣ … at the places of the findings.
  public let markedText: String

  /// The text as a user would write it.
  public var text: String { String(markedText.filter { !Self.isMark($0) }) }

  /// Whether a character is one of the marks, which are keycaps.
  package static func isMark(_ character: Character) -> Bool {
    character.unicodeScalars.last == "\u{20E3}"
  }
}

extension PlatformRange {
  fileprivate var words: String? {
    func short(_ version: PlatformVersion) -> String { "\(version.major).\(version.minor)" }
    switch (from.map(short), through.map(short)) {
    case (let from?, let through?): return from == through ? from : "\(from) to \(through)"
    case (let from?, nil): return "\(from) and newer"
    case (nil, let through?): return "\(through) and older"
    case (nil, nil): return nil
    }
  }
}
