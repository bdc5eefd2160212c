package import Diagnostics
package import JSON
import Text

/// Reads the values of a configuration and collects what is wrong with them.
///
/// Every fault is a finding of `project/configuration` at the value or key it is about; what is
/// wrong is left out and the rest is read.
package struct SettingReader {
  package let source: SourceText
  package private(set) var diagnostics: [Diagnostic] = []

  package init(_ source: SourceText) {
    self.source = source
  }

  /// # project/configuration
  ///
  /// A configuration says only what bpmnc understands.
  ///
  /// A misspelt key, rule or severity would switch a check off without anybody noticing, so everything
  /// in `bpmnc.yaml` and `.bpmnlintrc` is checked, and the help names the word that was probably meant. Of a
  /// company's own checks, examples that don't turn out as they should are reported as well, with
  /// `bpmnc lint --test-rules`.
  ///
  /// Severity: error or warning
  ///
  /// Bad:
  /// ```yaml
  /// 1️⃣platfrom: 8.9
  /// ```
  ///
  /// Good:
  /// ```yaml
  /// platform: 8.9
  /// ```
  /// An error.
  package mutating func complain(_ message: String, help: String? = nil, at range: Range<Int>) {
    add(.error, message, help, range)
  }

  package mutating func warn(_ message: String, help: String? = nil, at range: Range<Int>) {
    add(.warning, message, help, range)
  }

  private mutating func add(
    _ severity: Diagnostic.Severity, _ message: String, _ help: String?, _ range: Range<Int>
  ) {
    diagnostics.append(
      Diagnostic(
        rule: "project/configuration", severity: severity, message: message, help: help,
        location: location(range)))
  }

  package func location(_ range: Range<Int>) -> SourceLocation { SourceLocation(source, range) }

  /// The members of a mapping whose keys are known; others are errors with the key that was
  /// probably meant.
  package mutating func mapping(
    _ node: JSONNode, _ what: String, keys: [String]
  ) -> [String: JSONNode] {
    var found: [String: JSONNode] = [:]
    for member in members(node, what) {
      if keys.contains(member.key) {
        found[member.key] = member.value
      } else {
        let nearest = Suggestion.nearest(to: member.key, among: keys)
        complain(
          "\(what) has no setting '\(member.key)'",
          help: nearest.map { "Did you mean '\($0)'?" }
            ?? "It has \(keys.sorted().joined(separator: ", ")).",
          at: member.keyRange)
      }
    }
    return found
  }

  /// The members of a mapping whose keys are names that the file chooses; null is an empty one.
  package mutating func members(_ node: JSONNode, _ what: String) -> [JSONMember] {
    switch node.value {
    case .object(let members): return members
    case .null: return []
    default:
      complain("\(what) must be a mapping of names to values", at: node.range)
      return []
    }
  }

  /// A text; numbers count as they are written, so that `8.10` needs no quotes.
  package mutating func text(_ node: JSONNode?, _ what: String) -> String? {
    guard let node else { return nil }
    switch node.value {
    case .string(let text) where !text.isEmpty: return text
    case .number(let text): return text
    default:
      complain("\(what) must be a text", at: node.range)
      return nil
    }
  }

  package mutating func flag(_ node: JSONNode?, _ what: String) -> Bool? {
    guard let node else { return nil }
    if node.bool == nil { complain("\(what) must be true or false", at: node.range) }
    return node.bool
  }

  /// A list of texts; one text counts as a list of one.
  package mutating func texts(_ node: JSONNode?, _ what: String) -> [String] {
    guard let node else { return [] }
    guard case .array(let items) = node.value else { return text(node, what).map { [$0] } ?? [] }
    var result: [String] = []
    for item in items {
      if let text = text(item, "each entry of \(what)") { result.append(text) }
    }
    return result
  }

  /// One of a few words.
  package mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: JSONNode?, _ what: String, _ type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    guard let node, let word = text(node, what) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    complain(
      "\(what) cannot be '\(word)'",
      help: Suggestion.nearest(to: word, among: words).map { "Did you mean '\($0)'?" }
        ?? "It is one of \(words.joined(separator: ", ")).",
      at: node.range)
    return nil
  }
}
