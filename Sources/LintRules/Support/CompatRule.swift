import BPMN
import Diagnostics
import Linting

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

  /// A rule of the plugin that checks each element separately.
  static func compat(
    _ name: String, _ severity: Diagnostic.Severity = .error,
    from: PlatformVersion? = nil, through: PlatformVersion? = nil,
    check: @escaping @Sendable (CompatInput, BPMNElement) -> [Diagnostic]
  ) -> LintRule {
    compat(name, severity, from: from, through: through) { rule in
      rule.elements { _ in true }.flatMap { check(rule, $0) }
    }
  }

  /// A rule against a feature before the version that introduces it.
  /// - Parameters:
  ///   - release: the first version that supports it.
  ///   - since: the first version to which the rule applies.
  ///   - what: the predicate of the message, such as "has a priority".
  static func only(
    from release: PlatformVersion, _ name: String,
    since: PlatformVersion? = nil, through: PlatformVersion,
    _ what: String, find: @escaping @Sendable (CompatInput) -> [CompatPlace]
  ) -> LintRule {
    compat(name, .error, from: since, through: through) { rule in
      if let version = rule.version, version >= release { return [] }
      return find(rule).map { place in
        rule.finding(
          "\"\(place.owner.label)\" \(what), which requires "
            + "Camunda \(release.major).\(release.minor)",
          help: "Remove it, or target Camunda \(release.major).\(release.minor) or later.",
          on: place.owner, at: place.location, path: place.path)
      }
    }
  }
}
