package import BPMN
package import Diagnostics
import JSON
import ProjectModel
import Text

/// The settings for one file.
package struct FileSettings {
  private let settings: LintSettings
  /// The nearest bpmnlint configuration.
  let bpmnlint: BPMNLintConfiguration?
  /// The indexes of the overrides that apply.
  let overrideIndexes: [Int]

  /// - Parameter path: the path of the file relative to the folder of `bpmnc.yaml`.
  init(_ settings: LintSettings, path: String, bpmnlint: BPMNLintConfiguration?) {
    self.settings = settings
    self.bpmnlint = bpmnlint
    let overrides = settings.configuration.overrides
    overrideIndexes = overrides.indices.filter { index in
      overrides[index].files.matches(file: path)
    }
  }

  private var overrides: [Configuration.Override] {
    overrideIndexes.map { settings.configuration.overrides[$0] }
  }

  /// The version of `--platform`, the file or `bpmnc.yaml`, in this order, or the newest version.
  package func platform(of model: BPMNModel) -> PlatformVersion {
    settings.platform ?? model.platformVersion ?? configuredPlatform ?? PlatformVersion.newest
  }

  private var configuredPlatform: PlatformVersion? {
    overrides.last { $0.platform != nil }?.platform ?? settings.configuration.platform
  }

  /// Whether the platform version of a model is declared anywhere.
  package func declaresPlatform(of model: BPMNModel) -> Bool {
    (settings.platform ?? model.platformVersion ?? configuredPlatform) != nil
  }

  /// Whether a configuration mentions a rule by name, or a bpmnlint configuration decides about it.
  func isRequested(_ rule: String) -> Bool {
    settings.isExact || bpmnlint?.decides(rule) == true || bpmnlint?.rules[rule] != nil
      || settings.onlyRules.contains(rule)
      || ([settings.configuration.rules] + overrides.map(\.rules)).joined().contains {
        $0.name == rule
      }
  }

  /// How a rule runs; nil if it is off.
  /// - Parameter platforms: the versions the rule applies to, unless a configuration enables it.
  func run(
    of rule: String, severity own: Diagnostic.Severity?, platforms: PlatformRange? = nil,
    version: PlatformVersion? = nil
  ) -> RuleRun? {
    var run = RuleRun(severity: own, options: [:])
    if let version, platforms?.contains(version) == false { run.severity = nil }
    let bpmnlint = bpmnlint(for: rule)
    if bpmnlint?.overridesConfiguration == true {
      applyConfiguration(rule, to: &run)
      apply(bpmnlint, rule, to: &run)
    } else {
      apply(bpmnlint, rule, to: &run)
      applyConfiguration(rule, to: &run)
    }
    return run.severity == nil ? nil : run
  }

  /// The bpmnlint configuration for a rule; findings across files use that of the project.
  private func bpmnlint(for rule: String) -> BPMNLintConfiguration? {
    rule.hasPrefix("project/") ? settings.bpmnlint : bpmnlint
  }

  private func apply(_ bpmnlint: BPMNLintConfiguration?, _ rule: String, to run: inout RuleRun) {
    if settings.isExact || bpmnlint?.decides(rule) == true { run.severity = nil }
    if let setting = bpmnlint?.rules[rule] {
      run = RuleRun(severity: setting.severity, options: setting.options, isUnversioned: true)
    }
  }

  private func applyConfiguration(_ rule: String, to run: inout RuleRun) {
    // Most projects do not configure rules.
    if settings.configuration.rules.isEmpty, overrideIndexes.isEmpty { return }
    let layers = [settings.configuration.rules] + overrides.map(\.rules)
    for setting in layers.compactMap({ Self.setting(rule, in: $0) }) {
      if setting.setsSeverity { run.severity = setting.severity }
      if setting.options != [:] { run.options = setting.options }
    }
  }

  /// The setting with the exact name, or else the longest matching pattern, the last one of
  /// several.
  private static func setting(
    _ rule: String, in patterns: [Configuration.RulePattern]
  ) -> RuleSetting? {
    var best: Configuration.RulePattern?
    for pattern in patterns {
      guard RuleNames.matches(rule, pattern.name) else { continue }
      if pattern.name == rule { return pattern.setting }
      if pattern.name.count >= best?.name.count ?? 0 { best = pattern }
    }
    return best?.setting
  }
}

/// How a rule runs on a file.
struct RuleRun: Sendable {
  /// The severity; nil if the rule is off.
  package var severity: Diagnostic.Severity?
  package var options: JSONValue
  /// Whether a bpmnlint configuration enables the rule, so that only its option `version` sets a
  /// platform version.
  var isUnversioned = false
}
