import ProjectModel
package import BPMN
package import Diagnostics
import JSON
import Text

/// The settings that count for one file.
package struct FileSettings {
  private let settings: LintSettings
  /// Which of the overrides apply.
  let overrideIndexes: [Int]

  init(_ settings: LintSettings, path: String) {
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
  package func platform(of model: BPMNModel) -> PlatformVersion {
    settings.platform ?? model.platformVersion ?? configuredPlatform ?? PlatformVersion.newest
  }

  private var configuredPlatform: PlatformVersion? {
    overrides.last { $0.platform != nil }?.platform ?? settings.configuration.platform
  }

  /// Whether somebody names the platform version of a model.
  package func knowsPlatform(of model: BPMNModel) -> Bool {
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
  ) -> RuleSetting? {
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
  package var severity: Diagnostic.Severity?
  package var options: JSONValue
  /// Whether a configuration of bpmnlint names the rule: then only its option `version` gives a
  /// platform version.
  var isUnversioned = false
}
