package import BPMN
public import Diagnostics
package import FEEL

/// A rule that a company writes itself, in FEEL: an entry of `checks` in `bpmnc.yaml`.
///
/// The condition must be true for each element of the types that the rule names; `if` chooses among
/// them. Both see the variable `element` (`ElementFacts`). Anything but true is a finding.
public struct CompanyRule: Sendable {
  /// The name of the rule.
  public var name: String
  package var types: Set<ElementType>
  package var filter: FEELExpression?
  package var condition: FEELExpression
  package var message: String
  package var help: String?
  package var severity: Diagnostic.Severity
  /// BPMN that must have no finding, and BPMN that must have one.
  package var passing: [Example] = []
  package var failing: [Example] = []

  /// An example, with its place in the configuration.
  package struct Example: Sendable {
    package var text: String
    package var location: SourceLocation
  }
}
