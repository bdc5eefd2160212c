import LintRules
public import Linting
public import ProjectModel
import SecretReferences
public import Diagnostics
public import Secrets

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

/// An environment with its providers, for a lint that asks whether every secret is there.
public struct SecretEnvironment {
  /// Where the secrets are looked for.
  public var environment: ProjectEnvironment
  /// What is known of a secret there, by its name.
  public var status: (String) -> SecretStatus

  /// An environment with what is known of its secrets.
  public init(_ environment: ProjectEnvironment, status: @escaping (String) -> SecretStatus) {
    self.environment = environment
    self.status = status
  }

  package func missing(in project: Project, _ settings: LintSettings) -> [Diagnostic] {
    SecretCheck(
      project, settings: settings, environment: environment, status: status
    ).diagnostics
      .filter { $0.rule == "secret/missing" }
  }
}
