import Webhooks
import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// A rule of the plugin.
  static func compat(
    _ name: String, _ severity: Diagnostic.Severity? = .error,
    from: PlatformVersion? = nil, through: PlatformVersion? = nil,
    check: @escaping @Sendable (CompatInput) -> [Diagnostic]
  ) -> LintRule {
    LintRule(
      "camunda-compat/" + name, severity,
      platforms: PlatformRange(from: from, through: through)
    ) { input in
      check(CompatInput(input))
    }
  }

  /// A rule of the plugin that looks at each element alone.
  static func compat(
    _ name: String, _ severity: Diagnostic.Severity = .error,
    from: PlatformVersion? = nil, through: PlatformVersion? = nil,
    check: @escaping @Sendable (CompatInput, BPMNElement) -> [Diagnostic]
  ) -> LintRule {
    compat(name, severity, from: from, through: through) { rule in
      rule.elements { _ in true }.flatMap { check(rule, $0) }
    }
  }

  /// A rule against something before the version that brings it.
  /// - Parameters:
  ///   - release: the first version that has it.
  ///   - since: the first version for which the question arises.
  ///   - what: says of an element that it has it.
  static func only(
    from release: PlatformVersion, _ name: String,
    since: PlatformVersion? = nil, through: PlatformVersion,
    _ what: String, find: @escaping @Sendable (CompatInput) -> [CompatPlace]
  ) -> LintRule {
    compat(name, .error, from: since, through: through) { rule in
      if let version = rule.version, version >= release { return [] }
      return find(rule).map { place in
        rule.finding(
          "\"\(place.owner.label)\" \(what), which Camunda runs only from "
            + "\(release.major).\(release.minor) on",
          help: "Remove it, or build for Camunda \(release.major).\(release.minor) or newer.",
          on: place.owner, at: place.location, path: place.path)
      }
    }
  }
}
