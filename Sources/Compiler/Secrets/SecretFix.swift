public import Diagnostics
import Secrets

extension Compilation {
  /// What `bpmnc secrets --fix` acts on, and what it leaves: old forms, and placeholders in places
  /// where they are not filled.
  public static func secretFindings(
    in project: Project, settings: LintSettings = LintSettings()
  ) -> [Diagnostic] {
    SecretCheck(project, settings: settings) { _ in .missing }.diagnostics
      .filter { $0.rule != "secret/missing" }
  }
}
