package import BPMN
public import Diagnostics
package import JSON
package import ProjectModel

/// A named, configurable check of a single diagram.
///
/// Each rule is a value of this type in its own file, with its documentation as a doc comment and
/// its messages at the end of the file.
public final class LintRule: Sendable {
  /// The name in a configuration: `label-required`, `camunda-compat/called-element`.
  public let name: String
  /// The default severity; nil for a rule that runs only when a configuration enables it.
  public let severity: Diagnostic.Severity?
  /// The platform versions it applies to; nil for all.
  package let platforms: PlatformRange?
  /// The names of rules that would report the same problem on the same element.
  package let covers: [String]
  package let check: @Sendable (RuleInput) -> [Diagnostic]

  package init(
    _ name: String, _ severity: Diagnostic.Severity?,
    platforms: PlatformRange? = nil, covers: [String] = [],
    check: @escaping @Sendable (RuleInput) -> [Diagnostic]
  ) {
    self.name = name
    self.severity = severity
    self.platforms = platforms
    self.covers = covers
    self.check = check
  }
}

/// An inclusive range of platform versions; nil means unbounded.
package struct PlatformRange: Sendable {
  package var from: PlatformVersion?
  package var through: PlatformVersion?

  package init(from: PlatformVersion? = nil, through: PlatformVersion? = nil) {
    self.from = from
    self.through = through
  }

  package func contains(_ version: PlatformVersion) -> Bool {
    let release = PlatformVersion(version.major, version.minor)
    return from.map { $0 <= release } ?? true && through.map { release <= $0 } ?? true
  }
}

/// The input of a rule: a diagram and the rule's settings.
package struct RuleInput: Sendable {
  package let diagram: Diagram
  /// The platform version of the file; nil if the rule runs unversioned.
  package let version: PlatformVersion?
  /// The rule's options; `{}` by default.
  package let options: JSONValue
  private let rule: LintRule
  private let severity: Diagnostic.Severity

  package init(
    _ rule: LintRule, _ diagram: Diagram, version: PlatformVersion?, options: JSONValue = [:],
    severity: Diagnostic.Severity? = nil
  ) {
    self.rule = rule
    self.diagram = diagram
    self.version = version
    self.options = options
    self.severity = severity ?? rule.severity ?? .error
  }

  /// A rule on its own with a model.
  package init(
    _ rule: LintRule, _ model: BPMNModel, version: PlatformVersion?, options: JSONValue = [:]
  ) {
    let diagram = Diagram(model, version: version ?? PlatformVersion.newest)
    self.init(rule, diagram, version: version, options: options)
  }

  package var model: BPMNModel { diagram.model }

  /// All FEEL expressions of the model.
  package var expressions: [FEELPlace] { diagram.expressions }

  /// A finding of the rule on an element.
  /// - Parameters:
  ///   - location: the smallest range that shows the problem; by default, the element's start tag.
  ///   - path: the property of the element, in the names of the BPMN metamodel.
  package func finding(
    _ message: String, help: String? = nil, on element: BPMNElement,
    at location: SourceLocation? = nil, path: String? = nil, notes: [Diagnostic.Note] = [],
    fixIt: Diagnostic.FixIt? = nil
  ) -> Diagnostic {
    Diagnostic(
      rule: rule.name, severity: severity, message: message, help: help,
      location: location ?? element.location, element: element.reference, path: path,
      notes: notes, fixIt: fixIt)
  }
}
