public import Diagnostics

/// A problem in an expression that can be parsed but probably does not do what its author meant.
public struct FEELFinding: Sendable, Hashable {
  /// The subject of a finding; each kind is a rule.
  public enum Kind: String, Sendable, CaseIterable {
    case unknownFunction = "unknown-function"
    /// The names, number or types of a call's arguments.
    case arguments
    /// A function that the target platform does not have.
    case version
    /// A text that Camunda's engine rejects or parses differently.
    case camundaReadsDifferently = "camunda-reads-differently"
    /// Operand types that do not fit, unknown entries and variables.
    case types
  }

  /// Always a warning: what an engine rejects is a syntax error.
  public let severity: Diagnostic.Severity
  /// The subject.
  public let kind: Kind
  /// The problem, in one sentence.
  public let message: String
  /// The UTF-8 byte range in the expression.
  public let range: Range<Int>

  init(_ kind: Kind, _ message: String, _ range: Range<Int>) {
    severity = .warning
    self.kind = kind
    self.message = message
    self.range = range
  }
}
