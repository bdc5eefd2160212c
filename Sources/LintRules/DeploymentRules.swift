public import BPMN
public import Diagnostics
import Linting
import ProjectModel

/// The problems for which Camunda's engine rejects diagrams that are deployed together.
public enum DeploymentRules {
  /// The findings for which the engine rejects the deployment of these files; empty if it accepts
  /// them.
  ///
  /// A file that cannot be parsed is rejected for that alone. The others are checked by the
  /// `deploy/` rules for the platform version of the file, or the newest; and no two of them may
  /// define a process with the same id. These findings cannot be configured or suppressed.
  /// - Returns: errors in reporting order.
  public static func findings(in files: [BPMNFile]) -> [Diagnostic] {
    let processes = files.compactMap(\.model).flatMap(\.processes)
      .compactMap(ProjectIndex.Definition.init)
    let duplicates = DuplicateIDRule.findings(.process, Dictionary(grouping: processes, by: \.id))
    let found = files.flatMap(findings) + duplicates
    return CoveredFindings(of: LintRule.all, LintSettings())
      .removed(from: found, by: found, in: files.compactMap(\.model))
      .inReportingOrder()
  }

  private static func findings(in file: BPMNFile) -> [Diagnostic] {
    // Unresolved references are errors of the rules below where the engine needs them.
    let reading = file.diagnostics.filter {
      $0.severity == .error && $0.rule != "xml/unresolved-reference"
    }
    guard let model = file.model else { return reading }
    let version = model.platformVersion ?? PlatformVersion.newest
    let diagram = Diagram(model, version: version)
    return reading
      + LintRule.deployment.flatMap { $0.check(RuleInput($0, diagram, version: version)) }
  }
}
