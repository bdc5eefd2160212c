public import Diagnostics
public import Linting
import LintRules
public import ProjectModel
public import Secrets

extension Compilation {
  /// The findings that `bpmnc secrets --fix` fixes or reports: old reference forms, and references
  /// in places where secrets are not resolved.
  public static func secretFindings(
    in project: Project, settings: LintSettings = LintSettings()
  ) -> [Diagnostic] {
    SecretCheck(project, settings: settings) { _ in [:] }.diagnostics
      .filter { $0.rule != "secret/missing" }
  }
}

/// An environment with the state of its secrets, for `secret/missing`.
public struct SecretEnvironment {
  /// The environment.
  public var environment: ProjectEnvironment
  /// Returns the states of the secrets with these names.
  public var statuses: ([String]) -> [String: SecretStatus]

  /// An environment with the state of its secrets.
  public init(
    _ environment: ProjectEnvironment,
    statuses: @escaping ([String]) -> [String: SecretStatus]
  ) {
    self.environment = environment
    self.statuses = statuses
  }

  package func missing(in project: Project, _ settings: LintSettings) -> [Diagnostic] {
    SecretCheck(
      project, settings: settings, environment: environment, statuses: statuses
    ).diagnostics
      .filter { $0.rule == "secret/missing" }
  }
}
