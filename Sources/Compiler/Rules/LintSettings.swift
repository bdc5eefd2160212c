public import BPMN
public import Diagnostics
public import JSON

/// How the rules are to run: what the command line, `bpmnc.yaml` and a `.bpmnlintrc` say together.
public struct LintSettings: Sendable {
  /// The setting of one rule.
  public struct Setting: Sendable {
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

  /// `--platform`: counts for every file, over what the files say.
  public var platform: PlatformVersion?
  /// `bpmnc.yaml`.
  public var configuration = Configuration()
  /// A configuration of bpmnlint: it decides which rules of bpmnlint and its plugins run.
  public var bpmnlint: BPMNLintConfiguration?
  /// Whether the configuration of bpmnlint decides about all rules: only what it names runs.
  public var isExact = false
  /// Paths as the globs of `bpmnc.yaml` see them, where they differ: relative to its folder.
  public var configurationPaths: [String: String] = [:]

  /// Settings with which every rule runs as it is.
  public init() {}

  /// The platform version of files for which nobody names one.
  public static let newestPlatform = PlatformVersion(8, 10)

  /// Whether rules are known for a platform version.
  public static func knows(_ version: PlatformVersion) -> Bool {
    switch version.major {
    case 1: 0...3 ~= version.minor
    case 8: 0...newestPlatform.minor ~= version.minor
    default: false
    }
  }

  /// The platform versions for which rules are known, in words for people.
  public static let knownPlatforms =
    "1.0 to 1.3 and 8.0 to \(newestPlatform.major).\(newestPlatform.minor)"

  /// The names that a configuration may set.
  public static var ruleNames: [String] { RuleDocumentation.names }

  /// Findings of passes, as far as their rules are to run, with the severities that are set.
  func configured(_ findings: [Diagnostic], onlyRule: String?) -> [Diagnostic] {
    var files: [String: FileSettings] = [:]
    return findings.compactMap { finding in
      // What could not be read is said whatever rules are wanted: nothing was checked in it.
      if finding.isUnreadableFile { return finding }
      if let onlyRule, finding.rule != onlyRule { return nil }
      let path = finding.location.source.path
      let file = files[path] ?? self.file(path)
      files[path] = file
      guard let run = file.run(of: finding.rule, severity: finding.severity) else { return nil }
      var finding = finding
      finding.severity = run.severity ?? finding.severity
      return finding
    }
  }

  /// Runs the rules of single diagrams.
  func findings(of diagrams: [Diagram], onlyRule: String?) -> [Diagnostic] {
    let rules = (LintRule.all + configuration.checks.map(\.lintRule))
      .filter { onlyRule == nil || $0.name == onlyRule }
    // Files to which the same overrides apply run the same rules.
    var plans: [RulePlan.Key: RulePlan] = [:]
    for diagram in diagrams {
      let file = file(diagram.model.source.path)
      let key = RulePlan.Key(overrides: file.overrideIndexes, version: diagram.version)
      plans[
        key,
        default: RulePlan(rules, file, version: diagram.version, isAskedFor: onlyRule != nil)
      ].diagrams.append(diagram)
    }
    // One rule after the other, each on all files: its code is at hand then.
    let shares = plans.values.flatMap(\.shares)
    let isLarge = Project.isLarge(diagrams.reduce(0) { $0 + $1.model.source.bytes.count })
    let findings =
      isLarge ? shares.concurrentlyMapped { $0.findings() } : shares.map { $0.findings() }
    return findings.flatMap { $0 }
  }

  /// What counts for one file.
  func file(_ path: String) -> FileSettings {
    FileSettings(self, path: configurationPaths[path] ?? path)
  }
}

extension Diagnostic {
  /// Whether the file could not be read.
  var isUnreadableFile: Bool {
    ["xml/well-formed", "xml/doctype", "xml/encoding", "xml/limit", "xml/not-bpmn"].contains(rule)
  }
}
