public import BPMN
public import Diagnostics
import JSON
public import Text

/// The content of `bpmnc.yaml` (docs/configuration.md).
public struct Configuration: Sendable {
  /// The file; nil if there is none.
  public var source: SourceText?
  /// The patterns of the only files to read, relative to the file, as in `.gitignore`; empty for
  /// all.
  public var include: [String] = []
  /// The patterns of files that are not read.
  public var exclude: [String] = []
  /// The platform version of files that do not declare one.
  public var platform: PlatformVersion?
  /// Folders with element templates, relative to the file.
  public var templates: [String] = []
  /// The lowest severity that makes lint fail.
  public var failOn: Diagnostic.Severity?
  /// The settings of rules for all files.
  public var rules: [RulePattern] = []
  /// The settings for some files; later ones win.
  public var overrides: [Override] = []
  /// The company's own rules.
  public var checks: [CompanyRule] = []
  /// The environments in the order of the file.
  public var environments: [ProjectEnvironment] = []
  /// The resources that other projects deploy.
  public var external = External()

  /// An empty configuration.
  public init() {}

  /// The setting of a rule, or of all rules with a prefix (`deploy/*`).
  public struct RulePattern: Sendable {
    /// The name of the rule, or a prefix followed by `*`.
    public var name: String
    /// The setting.
    public var setting: RuleSetting
    /// The location of the name.
    public var location: SourceLocation?

    /// A setting for the rules that match a name or pattern.
    public init(
      name: String, setting: RuleSetting, location: SourceLocation? = nil
    ) {
      self.name = name
      self.setting = setting
      self.location = location
    }
  }

  /// Settings for some of the files; later overrides win.
  public struct Override: Sendable {
    /// The files it applies to.
    public var files: PathPatterns
    /// The platform version of these files, if it is set.
    public var platform: PlatformVersion?
    /// The settings of rules for these files.
    public var rules: [RulePattern] = []
  }

  /// The IDs of resources that the project uses and other projects deploy.
  public struct External: Sendable {
    /// The IDs of processes.
    public var processes: Set<String> = []
    /// The IDs of forms.
    public var forms: Set<String> = []
    /// The IDs of decisions.
    public var decisions: Set<String> = []
    /// The IDs of linked resources.
    public var resources: Set<String> = []

    /// Adds the IDs of another value.
    public mutating func formUnion(_ other: External) {
      processes.formUnion(other.processes)
      forms.formUnion(other.forms)
      decisions.formUnion(other.decisions)
      resources.formUnion(other.resources)
    }
  }

  /// The environment with this name.
  public func environment(_ name: String) -> ProjectEnvironment? {
    environments.first { $0.name == name }
  }

  /// The message for a name that is not an environment.
  package func unknownEnvironment(_ name: String) -> String {
    let names = environments.map(\.name)
    guard let source, !names.isEmpty else {
      return "unknown environment '\(name)': no bpmnc.yaml defines environments"
    }
    let hint =
      Suggestion.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
      ?? "it defines \(names.joined(separator: ", "))"
    return "\(source.path) has no environment '\(name)'; \(hint)"
  }
}
