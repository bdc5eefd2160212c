public import BPMN
public import Diagnostics
import JSON
public import Text

/// What `bpmnc.yaml` says (docs/configuration.md).
public struct Configuration: Sendable {
  /// The file; nil where there is none.
  public var source: SourceText?
  /// The platform version of files that name none.
  public var platform: PlatformVersion?
  /// Folders with element templates, relative to the file.
  public var templates: [String] = []
  /// From which severity on a lint fails.
  public var failOn: Diagnostic.Severity?
  /// The settings of rules for all files.
  public var rules: [RulePattern] = []
  /// The settings for some files, of which later ones win.
  public var overrides: [Override] = []
  /// The company's own rules.
  public var checks: [CompanyRule] = []
  /// In the order of the file.
  public var environments: [ProjectEnvironment] = []
  /// What the project may name without holding it.
  public var external = External()

  /// A configuration that says nothing.
  public init() {}

  /// How the rules with a name, or with names that begin alike (`deploy/*`), are to run.
  public struct RulePattern: Sendable {
    /// The name of the rule, or a pattern with `*` at its end.
    public var name: String
    /// What is set.
    public var setting: RuleSetting
    /// Where the name stands.
    public var location: SourceLocation?

    /// A setting for the rules that a name or pattern means.
    public init(
      name: String, setting: RuleSetting, location: SourceLocation? = nil
    ) {
      self.name = name
      self.setting = setting
      self.location = location
    }
  }

  /// Settings for some of the files; a later override wins over an earlier one.
  public struct Override: Sendable {
    /// The files for which it counts.
    public var files: [GlobPattern]
    /// The platform version of these files, if it is set.
    public var platform: PlatformVersion?
    /// The settings of rules for these files.
    public var rules: [RulePattern] = []
  }

  /// What the project uses without holding it: ids that are deployed by others.
  public struct External: Sendable {
    /// The ids of processes.
    public var processes: Set<String> = []
    /// The ids of forms.
    public var forms: Set<String> = []
    /// The ids of decisions.
    public var decisions: Set<String> = []
    /// The ids of linked resources.
    public var resources: Set<String> = []

    /// Adds what another one names.
    public mutating func formUnion(_ other: External) {
      processes.formUnion(other.processes)
      forms.formUnion(other.forms)
      decisions.formUnion(other.decisions)
      resources.formUnion(other.resources)
    }
  }

  /// The environment of this name.
  public func environment(_ name: String) -> ProjectEnvironment? {
    environments.first { $0.name == name }
  }
}
