public import Diagnostics
public import JSON

/// The setting of one rule.
public struct RuleSetting: Sendable {
  /// Whether the configuration says how severe the rule is; else it keeps its own.
  public var setsSeverity: Bool
  /// Nil switches the rule off.
  public var severity: Diagnostic.Severity?
  /// What the rule is told besides.
  public var options: JSONValue

  /// A setting that says how severe the rule is.
  public init(severity: Diagnostic.Severity?, options: JSONValue = [:]) {
    setsSeverity = true
    self.severity = severity
    self.options = options
  }

  /// Options for a rule that keeps its severity.
  public init(keepingSeverityWith options: JSONValue) {
    setsSeverity = false
    self.options = options
  }
}
