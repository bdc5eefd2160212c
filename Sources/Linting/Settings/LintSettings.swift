public import ProjectModel
public import BPMN
public import Diagnostics
public import JSON

/// How the rules are to run: what the command line, `bpmnc.yaml` and a `.bpmnlintrc` say together.
public struct LintSettings: Sendable {
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

  /// Findings of passes, as far as their rules are to run, with the severities that are set.
  package func configured(_ findings: [Diagnostic], onlyRule: String?) -> [Diagnostic] {
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

  /// Runs rules on single diagrams.
  package func findings(
    of diagrams: [Diagram], rules: [LintRule], onlyRule: String?
  ) -> [Diagnostic] {
    let rules = (rules + configuration.checks.map(\.lintRule))
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

  /// The platform version that counts for a diagram.
  public func platform(of model: BPMNModel) -> PlatformVersion {
    file(model.source.path).platform(of: model)
  }

  /// What counts for one file.
  package func file(_ path: String) -> FileSettings {
    FileSettings(self, path: configurationPaths[path] ?? path)
  }
}

extension Diagnostic {
  /// Whether the file could not be read.
  var isUnreadableFile: Bool {
    ["xml/well-formed", "xml/doctype", "xml/encoding", "xml/limit", "xml/not-bpmn"].contains(rule)
  }
}
