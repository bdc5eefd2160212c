import LintRules
public import Linting
public import ProjectModel
public import SecretReferences
public import Webhooks
import BPMN
public import Diagnostics
public import ElementTemplates

/// What checking a project gives.
public struct Compilation: Sendable {
  /// What was checked.
  public let project: Project
  /// In reporting order.
  public let diagnostics: [Diagnostic]
  /// The inbound connectors of all diagrams.
  public let webhooks: [Webhook]
  /// Every place that asks for a secret.
  public let secrets: [SecretUse]
  /// What the files define by id.
  package let index: ProjectIndex

  /// How many files name no platform version, and were checked for the newest because nobody
  /// else named one.
  public let unversionedFileCount: Int

  /// Checks a project: every pass sees all of it.
  /// - Parameters:
  ///   - onlyRule: the one rule whose findings are wanted, with those of unreadable files.
  ///   - environment: where every secret must be there (`secret/missing`).
  ///   - webhookPath: the path that a webhook's id stands for, where that is known better than from
  ///     the diagrams.
  public init(
    _ project: Project, templates: TemplateLibrary, settings: LintSettings = LintSettings(),
    onlyRule: String? = nil, environment: SecretEnvironment? = nil,
    webhookPath: (_ id: String) -> String = { $0 }
  ) {
    self.project = project
    webhooks = Webhook.all(in: project, path: webhookPath)
    secrets = SecretUse.all(in: project)
    index = ProjectIndex(project)
    let diagrams = project.models.map { model in
      Diagram(model, version: settings.file(model.source.path).platform(of: model))
    }
    unversionedFileCount = project.models.count { model in
      !settings.file(model.source.path).knowsPlatform(of: model)
    }
    let input = ProjectInput(
      project: project, diagrams: diagrams, templates: templates, webhooks: webhooks,
      secrets: secrets, twilioCalls: TwilioCall.all(in: project), index: index,
      external: settings.configuration.external)
    let reading = project.files.flatMap { $0.bpmn?.diagnostics ?? [] } + input.index.diagnostics
    let missing = environment.map { $0.missing(in: project, settings) } ?? []
    let found = reading + ProjectRules.all.flatMap { $0(input) } + missing
    let configured =
      settings.configured(found, onlyRule: onlyRule)
      + settings.findings(of: diagrams, rules: LintRule.all, onlyRule: onlyRule)
    let unsuppressed = Suppressions(project, onlyRule: onlyRule).applied(to: configured)
    let covered = CoveredFindings(of: LintRule.all, settings)
    diagnostics = covered.removed(from: unsuppressed, by: configured, in: project.models)
      .inReportingOrder()
  }

  /// A project whose parts were checked already.
  public init(unchecked project: Project) {
    self.project = project
    webhooks = Webhook.all(in: project)
    secrets = SecretUse.all(in: project)
    index = ProjectIndex(project)
    diagnostics = []
    unversionedFileCount = 0
  }

  /// Whether any finding is an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
