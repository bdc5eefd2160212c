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
    public var options: JSONValue

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

/// The settings that count for one file.
struct FileSettings {
  private let settings: LintSettings
  /// Which of the overrides apply.
  fileprivate let overrideIndexes: [Int]

  fileprivate init(_ settings: LintSettings, path: String) {
    self.settings = settings
    let overrides = settings.configuration.overrides
    overrideIndexes = overrides.indices.filter { index in
      overrides[index].files.contains { $0.matches(path) }
    }
  }

  private var overrides: [Configuration.Override] {
    overrideIndexes.map { settings.configuration.overrides[$0] }
  }

  /// `--platform`, else what the file says, else `bpmnc.yaml`, else the newest version.
  func platform(of model: BPMNModel) -> PlatformVersion {
    settings.platform ?? model.platformVersion ?? configuredPlatform ?? LintSettings.newestPlatform
  }

  private var configuredPlatform: PlatformVersion? {
    overrides.last { $0.platform != nil }?.platform ?? settings.configuration.platform
  }

  /// Whether somebody names the platform version of a model.
  func knowsPlatform(of model: BPMNModel) -> Bool {
    (settings.platform ?? model.platformVersion ?? configuredPlatform) != nil
  }

  /// Whether a configuration names a rule itself, or one of bpmnlint decides about it.
  func isAskedFor(_ rule: String) -> Bool {
    settings.isExact || settings.bpmnlint?.decides(rule) == true
      || settings.bpmnlint?.rules[rule] != nil
      || ([settings.configuration.rules] + overrides.map(\.rules)).joined().contains {
        $0.name == rule
      }
  }

  /// How a rule runs; nil where it does not.
  /// - Parameter platforms: the versions that the rule is for, unless a configuration names it.
  func run(
    of rule: String, severity own: Diagnostic.Severity?, platforms: PlatformRange? = nil,
    version: PlatformVersion? = nil
  ) -> RuleRun? {
    var run = RuleRun(severity: own, options: [:])
    if let version, platforms?.contains(version) == false { run.severity = nil }
    if settings.isExact || settings.bpmnlint?.decides(rule) == true { run.severity = nil }
    if let setting = settings.bpmnlint?.rules[rule] {
      run = RuleRun(severity: setting.severity, options: setting.options, isUnversioned: true)
    }
    let layers = [settings.configuration.rules] + overrides.map(\.rules)
    for setting in layers.compactMap({ Self.setting(rule, in: $0) }) {
      if setting.setsSeverity { run.severity = setting.severity }
      if setting.options != [:] { run.options = setting.options }
    }
    return run.severity == nil ? nil : run
  }

  /// Of the names that fit, the exact one counts, else the longest pattern, else the last.
  private static func setting(
    _ rule: String, in patterns: [Configuration.RulePattern]
  ) -> LintSettings.Setting? {
    var best: Configuration.RulePattern?
    for pattern in patterns {
      let fits =
        pattern.name == rule
        || pattern.name.hasSuffix("*") && rule.hasPrefix(pattern.name.dropLast())
      guard fits else { continue }
      if pattern.name == rule { return pattern.setting }
      if pattern.name.count >= best?.name.count ?? 0 { best = pattern }
    }
    return best?.setting
  }
}

/// How one rule runs on one file.
struct RuleRun: Sendable {
  /// Nil is off.
  var severity: Diagnostic.Severity?
  var options: JSONValue
  /// Whether a configuration of bpmnlint names the rule: then only its option `version` gives a
  /// platform version.
  var isUnversioned = false
}

/// The rules that run on files to which the same settings apply.
private struct RulePlan: Sendable {
  struct Key: Hashable {
    var overrides: [Int]
    var version: PlatformVersion
  }

  let rules: [(rule: LintRule, run: RuleRun)]
  /// The files.
  var diagrams: [Diagram] = []

  /// The same plan for some of the files at a time.
  var shares: [RulePlan] {
    stride(from: 0, to: diagrams.count, by: Self.shareSize).map { start in
      var share = self
      share.diagrams = Array(diagrams[start..<min(start + Self.shareSize, diagrams.count)])
      return share
    }
  }

  private static let shareSize = 64

  func findings() -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for (rule, run) in rules {
      for diagram in diagrams {
        findings += rule.check(
          RuleInput(
            rule, diagram, version: run.isUnversioned ? nil : diagram.version,
            options: run.options, severity: run.severity))
      }
    }
    return findings
  }

  /// - Parameter isAskedFor: whether a rule was named by the user: it runs even where it is off
  ///   unless configured.
  init(_ rules: [LintRule], _ file: FileSettings, version: PlatformVersion, isAskedFor: Bool) {
    self.rules = rules.compactMap { rule in
      let own = isAskedFor ? rule.severity ?? .error : rule.severity
      return file.run(
        of: rule.name, severity: own, platforms: rule.platforms, version: version
      ).map { (rule, $0) }
    }
  }
}

extension Diagnostic {
  /// Whether the file could not be read.
  var isUnreadableFile: Bool {
    ["xml/well-formed", "xml/doctype", "xml/encoding", "xml/limit", "xml/not-bpmn"].contains(rule)
  }
}
