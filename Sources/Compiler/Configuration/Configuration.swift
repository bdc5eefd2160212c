public import BPMN
public import Diagnostics
import JSON

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
  public var rules: [RulePattern] = []
  public var overrides: [Override] = []
  /// The company's own rules.
  public var checks: [CompanyRule] = []
  /// In the order of the file.
  public var environments: [ProjectEnvironment] = []
  public var external = External()

  public init() {}

  /// How the rules with a name, or with names that begin alike (`deploy/*`), are to run.
  public struct RulePattern: Sendable {
    public var name: String
    public var setting: LintSettings.Setting
    /// Where the name stands.
    public var location: SourceLocation?

    public init(
      name: String, setting: LintSettings.Setting, location: SourceLocation? = nil
    ) {
      self.name = name
      self.setting = setting
      self.location = location
    }
  }

  /// Settings for some of the files; a later override wins over an earlier one.
  public struct Override: Sendable {
    public var files: [GlobPattern]
    public var platform: PlatformVersion?
    public var rules: [RulePattern] = []
  }

  /// What the project uses without holding it: ids that are deployed by others.
  public struct External: Sendable {
    public var processes: Set<String> = []
    public var forms: Set<String> = []
    public var decisions: Set<String> = []
    public var resources: Set<String> = []

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
