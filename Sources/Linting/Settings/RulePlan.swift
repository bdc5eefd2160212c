import BPMN
import Diagnostics
import ProjectModel

/// The rules to run on the files with the same settings.
struct RulePlan: Sendable {
  package struct Key: Hashable {
    package var overrides: [Int]
    /// The path of the bpmnlint configuration.
    package var bpmnlint: String?
    package var version: PlatformVersion
  }

  package let rules: [(rule: LintRule, run: RuleRun)]
  /// The diagrams to run them on.
  package var diagrams: [Diagram] = []

  /// The plan split into parts with some of the files.
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

  /// - Parameter named: rules that the user named, so that they run even if they are off by default.
  init(_ rules: [LintRule], _ file: FileSettings, version: PlatformVersion, named: [String]) {
    self.rules = rules.compactMap { rule in
      guard case .diagram = rule.scope else { return nil }
      let own = named.contains(rule.name) ? rule.severity ?? .error : rule.severity
      return file.run(
        of: rule.name, severity: own, platforms: rule.platforms, version: version
      ).map { (rule, $0) }
    }
  }
}
