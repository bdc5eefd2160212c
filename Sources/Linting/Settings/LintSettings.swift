public import BPMN
public import Diagnostics
public import JSON
public import ProjectModel

/// The settings of the rules, combined from the command line, `bpmnc.yaml` and `.bpmnlintrc`.
public struct LintSettings: Sendable {
  /// The version of `--platform`, which overrides the version in the files.
  public var platform: PlatformVersion?
  /// The content of `bpmnc.yaml`.
  public var configuration = Configuration()
  /// The bpmnlint configuration, which decides which rules of bpmnlint and its plugins run.
  public var bpmnlint: BPMNLintConfiguration?
  /// The bpmnlint configurations of files that have a nearer one, by path.
  public var nestedBPMNLint: [String: BPMNLintConfiguration] = [:]
  /// Whether the bpmnlint configuration decides about all rules, so that only its rules run.
  public var isExact = false
  /// Paths relative to the folder of `bpmnc.yaml`, for its glob patterns, where they differ.
  public var configurationPaths: [String: String] = [:]
  /// The names or patterns (`deploy/*`) of the only rules to run; empty for all.
  public var onlyRules: [String] = []

  /// The default settings of all rules.
  public init() {}

  /// The findings of enabled rules, with their configured severities.
  package func configured(_ findings: [Diagnostic]) -> [Diagnostic] {
    var files: [String: FileSettings] = [:]
    return findings.compactMap { finding in
      // Unreadable files are always reported, because nothing in them was checked.
      if finding.isUnreadableFile { return finding }
      guard selects(finding.rule) else { return nil }
      let path = finding.location.source.path
      let file = files[path] ?? self.file(path)
      files[path] = file
      guard let severity = file.run(of: finding.rule, severity: finding.severity)?.severity else {
        return nil
      }
      guard severity != finding.severity else { return finding }
      var finding = finding
      finding.severity = severity
      return finding
    }
  }

  /// Runs rules on each diagram.
  package func findings(of diagrams: [Diagram], rules: [LintRule]) -> [Diagnostic] {
    let rules = (rules + configuration.checks.map(\.lintRule)).filter { selects($0.name) }
    // Files with the same settings share a plan.
    var plans: [RulePlan.Key: RulePlan] = [:]
    for diagram in diagrams {
      let file = file(diagram.model.source.path)
      let key = RulePlan.Key(
        overrides: file.overrideIndexes, bpmnlint: file.bpmnlint?.path, version: diagram.version)
      plans[
        key, default: RulePlan(rules, file, version: diagram.version, named: onlyRules)
      ].diagrams.append(diagram)
    }
    // Runs one rule after the other on all files, so that its code stays in the cache.
    let shares = plans.values.flatMap(\.shares)
    let isLarge = Project.isLarge(diagrams.reduce(0) { $0 + $1.model.source.bytes.count })
    let findings =
      isLarge ? shares.concurrentlyMapped { $0.findings() } : shares.map { $0.findings() }
    return findings.flatMap { $0 }
  }

  /// The platform version to check a diagram for.
  public func platform(of model: BPMNModel) -> PlatformVersion {
    file(model.source.path).platform(of: model)
  }

  /// The settings for one file.
  package func file(_ path: String) -> FileSettings {
    FileSettings(
      self, path: configurationPaths[path] ?? path, bpmnlint: nestedBPMNLint[path] ?? bpmnlint)
  }

  /// Whether a rule is one of those to run.
  package func selects(_ rule: String) -> Bool {
    onlyRules.isEmpty || onlyRules.contains { RuleNames.matches(rule, $0) }
  }
}

extension Diagnostic {
  /// Whether the file could not be read.
  var isUnreadableFile: Bool {
    ["xml/well-formed", "xml/doctype", "xml/encoding", "xml/limit", "xml/not-bpmn"].contains(rule)
  }
}
