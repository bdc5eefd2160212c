package import Diagnostics
package import JSON
import Text

/// Reads the values of a configuration and collects its problems.
///
/// Every problem is a finding of `project/configuration` at the value or key; invalid values are
/// skipped.
package struct SettingReader {
  package let source: SourceText
  package private(set) var diagnostics: [Diagnostic] = []

  package init(_ source: SourceText) {
    self.source = source
  }

  /// # project/configuration
  ///
  /// A configuration must contain only valid settings.
  ///
  /// A misspelled key, rule or severity could switch off a check unnoticed, so everything in
  /// `bpmnc.yaml` and `.bpmnlintrc` is checked, and the help suggests the likely spelling.
  /// `bpmnc lint --test-rules` also reports examples of a company's own checks that have an
  /// unexpected result.
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

  package var errorCount: Int { diagnostics.count { $0.severity == .error } }

  package func location(_ range: Range<Int>) -> SourceLocation { SourceLocation(source, range) }

  /// The members of a mapping with known keys; others are errors with a suggestion.
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
          "unknown setting '\(member.key)' in \(what)",
          help: nearest.map { "Did you mean '\($0)'?" }
            ?? "Known settings: \(keys.sorted().joined(separator: ", ")).",
          at: member.keyRange)
      }
    }
    return found
  }

  /// The members of a mapping with arbitrary keys; null is an empty mapping.
  package mutating func members(_ node: JSONNode, _ what: String) -> [JSONMember] {
    switch node.value {
    case .object(let members): return members
    case .null: return []
    default:
      complain("\(what) must be a mapping of names to values", at: node.range)
      return []
    }
  }

  /// A string. Numbers are read as written, so that `8.10` needs no quotes.
  package mutating func text(_ node: JSONNode?, _ what: String) -> String? {
    guard let node else { return nil }
    switch node.value {
    case .string(let text) where !text.isEmpty: return text
    case .number(let text): return text
    default:
      complain("\(what) must be a string", at: node.range)
      return nil
    }
  }

  package mutating func flag(_ node: JSONNode?, _ what: String) -> Bool? {
    guard let node else { return nil }
    if node.bool == nil { complain("\(what) must be true or false", at: node.range) }
    return node.bool
  }

  /// A list of strings; a single string is a list of one.
  package mutating func texts(_ node: JSONNode?, _ what: String) -> [String] {
    guard let node else { return [] }
    guard case .array(let items) = node.value else { return text(node, what).map { [$0] } ?? [] }
    var result: [String] = []
    for item in items {
      if let text = text(item, "each entry of \(what)") { result.append(text) }
    }
    return result
  }

  /// Whether a value is a list without entries.
  func isEmptyList(_ node: JSONNode?) -> Bool {
    if case .array(let items) = node?.value { items.isEmpty } else { false }
  }

  /// A list of path patterns, none of which is without effect.
  package mutating func patterns(_ node: JSONNode?, _ what: String) -> [String] {
    let patterns = texts(node, what)
    for pattern in patterns where !PathPatterns.canMatch(pattern) {
      guard let node else { break }
      complain(
        "'\(pattern)' in \(what) matches no file",
        help: "Write a pattern as in .gitignore, relative to the folder of this file.",
        at: node.range)
    }
    return patterns
  }

  /// A value of an enumeration.
  package mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: JSONNode?, _ what: String, _ type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    guard let node, let value = text(node, what) else { return nil }
    if let choice = Choice(rawValue: value) { return choice }
    let choices = Choice.allCases.map(\.rawValue)
    complain(
      "\(what) cannot be '\(value)'",
      help: Suggestion.nearest(to: value, among: choices).map { "Did you mean '\($0)'?" }
        ?? "It must be one of \(choices.joined(separator: ", ")).",
      at: node.range)
    return nil
  }
}
