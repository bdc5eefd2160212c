package import ProjectModel
package import BPMN
public import Diagnostics
package import JSON

/// A check of one diagram that is known by a name, and can be switched off, set and configured.
///
/// Each rule is a file of its own: a value of this type, with its words at the bottom of the file
/// and its documentation as doc comment.
public final class LintRule: Sendable {
  /// As it is written in a configuration: `label-required`, `camunda-compat/called-element`.
  public let name: String
  /// How severe its findings are unless a configuration says so; nil for a rule that runs only
  /// when a configuration names it.
  public let severity: Diagnostic.Severity?
  /// The platform versions whose diagrams it is for; nil for all.
  package let platforms: PlatformRange?
  /// Rules that say the same about the same element, in names that a configuration uses.
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

/// Platform versions from one to another, both included; nil is open.
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

/// What a rule looks at, and how it was set.
package struct RuleInput: Sendable {
  package let diagram: Diagram
  /// The platform version that counts for the file; nil where a rule runs unversioned.
  package let version: PlatformVersion?
  /// The rule's options, `{}` where none are given.
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

  /// One rule alone on a model.
  package init(
    _ rule: LintRule, _ model: BPMNModel, version: PlatformVersion?, options: JSONValue = [:]
  ) {
    let diagram = Diagram(model, version: version ?? PlatformVersion.newest)
    self.init(rule, diagram, version: version, options: options)
  }

  package var model: BPMNModel { diagram.model }

  /// All FEEL expressions of the model.
  package var expressions: [FEELPlace] { diagram.expressions }

  /// A finding of the rule about an element.
  /// - Parameters:
  ///   - location: the smallest range that shows it; the element's start tag unless given.
  ///   - path: the part of the element by the names of the metamodel.
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
