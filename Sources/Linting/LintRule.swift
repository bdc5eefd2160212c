package import BPMN
public import Diagnostics
package import JSON
package import ProjectModel

/// A named, configurable check.
///
/// Each rule is a value of this type in its own file, with its documentation as a doc comment and
/// its messages at the end of the file.
public final class LintRule: Sendable {
  /// What a rule checks at a time, with its function.
  package enum Scope: Sendable {
    /// A single diagram.
    case diagram(@Sendable (RuleInput) -> [Diagnostic])
    /// A project as a whole.
    case project(@Sendable (ProjectInput) -> [Diagnostic])
  }

  /// The names of its findings in a configuration: `label-required`,
  /// `camunda-compat/called-element`. Only a project rule can have several.
  public let names: [String]
  /// The default severity; nil for a rule that runs only when a configuration enables it. A finding
  /// of a project rule may have another severity, which its documentation states.
  public let severity: Diagnostic.Severity?
  /// The platform versions it applies to; nil for all.
  package let platforms: PlatformRange?
  /// The names of rules that would report the same problem on the same element.
  package let covers: [String]
  package let scope: Scope

  /// A rule on single diagrams.
  package init(
    _ name: String, _ severity: Diagnostic.Severity?,
    platforms: PlatformRange? = nil, covers: [String] = [],
    check: @escaping @Sendable (RuleInput) -> [Diagnostic]
  ) {
    names = [name]
    self.severity = severity
    self.platforms = platforms
    self.covers = covers
    scope = .diagram(check)
  }

  /// A rule on projects that reports findings with several names, for example because they are
  /// computed together.
  package init(
    project names: [String], _ severity: Diagnostic.Severity,
    check: @escaping @Sendable (ProjectInput) -> [Diagnostic]
  ) {
    self.names = names
    self.severity = severity
    platforms = nil
    covers = []
    scope = .project(check)
  }

  /// A rule on projects.
  package convenience init(
    project name: String, _ severity: Diagnostic.Severity,
    check: @escaping @Sendable (ProjectInput) -> [Diagnostic]
  ) {
    self.init(project: [name], severity, check: check)
  }

  /// The name, or the first of several.
  package var name: String { names[0] }

  /// The findings in a diagram; none if the rule checks projects.
  package func check(_ input: RuleInput) -> [Diagnostic] {
    if case .diagram(let check) = scope { check(input) } else { [] }
  }

  /// The findings in a project; none if the rule checks single diagrams.
  package func check(_ input: ProjectInput) -> [Diagnostic] {
    guard case .project(let check) = scope else { return [] }
    let findings = check(input)
    assert(findings.allSatisfy { names.contains($0.rule) }, "a finding without a rule")
    return findings
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
package final class RuleInput: Sendable {
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
  package convenience init(
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
