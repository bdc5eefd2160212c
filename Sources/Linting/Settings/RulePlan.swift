import ProjectModel
import BPMN
import Diagnostics

/// The rules that run on files to which the same settings apply.
struct RulePlan: Sendable {
  package struct Key: Hashable {
    package var overrides: [Int]
    package var version: PlatformVersion
  }

  package let rules: [(rule: LintRule, run: RuleRun)]
  /// The files.
  package var diagrams: [Diagram] = []

  /// The same plan for some of the files at a time.
  var shares: [RulePlan] {
    stride(from: 0, to: diagrams.count, by: Self.shareSize).map { start in
      var share = self
      share.diagrams = Array(diagrams[start..<min(start + Self.shareSize, diagrams.count)])
      return share
    }
  }

  private static let shareSize = 64

  package func findings() -> [Diagnostic] {
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
