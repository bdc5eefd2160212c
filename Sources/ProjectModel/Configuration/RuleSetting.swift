public import Diagnostics
public import JSON

/// The setting of a rule.
public struct RuleSetting: Sendable {
  /// Whether the setting contains a severity; otherwise the rule keeps its own.
  public var setsSeverity: Bool
  /// The severity; nil switches the rule off.
  public var severity: Diagnostic.Severity?
  /// The options of the rule.
  public var options: JSONValue

  /// A setting with a severity.
  public init(severity: Diagnostic.Severity?, options: JSONValue = [:]) {
    setsSeverity = true
    self.severity = severity
    self.options = options
  }

  /// A setting with options only.
  public init(keepingSeverityWith options: JSONValue) {
    setsSeverity = false
    self.options = options
  }
}
