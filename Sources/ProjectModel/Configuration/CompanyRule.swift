package import BPMN
public import Diagnostics
package import FEEL

/// A company's own rule, written in FEEL: an entry of `checks` in `bpmnc.yaml`.
///
/// The condition must be true for each element of the given types; `if` filters the elements. Both
/// see the variable `element` (`CompanyRuleVariables`). Any result but true is a finding.
public struct CompanyRule: Sendable {
  /// The name of the rule.
  public var name: String
  package var types: Set<ElementType>
  package var filter: FEELExpression?
  package var condition: FEELExpression
  package var message: String
  package var help: String?
  package var severity: Diagnostic.Severity
  /// BPMN that must pass and BPMN that must have a finding.
  package var passing: [Example] = []
  package var failing: [Example] = []

  /// An example with its location in the configuration.
  package struct Example: Sendable {
    package var text: String
    package var location: SourceLocation
  }
}
