public import Diagnostics

/// Something about an expression that can be read, but probably does not do what is meant.
public struct FEELFinding: Sendable, Hashable {
  /// What a finding is about; each kind is a rule.
  public enum Kind: String, Sendable, CaseIterable {
    case unknownFunction = "unknown-function"
    /// Names, number or types of a call's arguments.
    case arguments
    /// A function that the target platform does not have yet.
    case version
    /// A text that Camunda's own engine refuses or reads as something else.
    case camundaReadsDifferently = "camunda-reads-differently"
    /// Operands that don't go together, entries and variables that don't exist.
    case types
  }

  /// Always a warning: what an engine refuses is a syntax error.
  public let severity: Diagnostic.Severity
  /// What it is about.
  public let kind: Kind
  /// What is wrong, in one sentence.
  public let message: String
  /// UTF-8 bytes of the expression's text.
  public let range: Range<Int>

  init(_ kind: Kind, _ message: String, _ range: Range<Int>) {
    severity = .warning
    self.kind = kind
    self.message = message
    self.range = range
  }
}
