import BPMN
public import Diagnostics
public import ElementTemplates
public import Linting
import LintRules
public import ProjectModel
public import SecretReferences
public import Webhooks

/// A checked project: its findings, webhooks and secrets.
public struct Compilation: Sendable {
  /// The checked project.
  public let project: Project
  /// The findings in reporting order.
  public let diagnostics: [Diagnostic]
  /// The inbound connectors of all diagrams.
  public let webhooks: [Webhook]
  /// Every reference to a secret.
  public let secrets: [SecretUse]
  /// The definitions in the files, by ID.
  package let index: ProjectIndex

  /// The number of files that were checked for the newest version because none is declared.
  public let unversionedFileCount: Int

  /// Checks a project with all rules.
  /// - Parameters:
  ///   - nestedTemplates: the templates of files that have others than `templates`, by path.
  ///   - onlyRule: reports only the findings of this rule, and unreadable files.
  ///   - environment: the environment that must provide every secret (`secret/missing`).
  ///   - webhookPath: maps the ID of a webhook to its path, if the caller knows better than the
  ///     diagrams.
  public init(
    _ project: Project, templates: TemplateLibrary, settings: LintSettings = LintSettings(),
    nestedTemplates: [String: TemplateLibrary] = [:], onlyRule: String? = nil,
    environment: SecretEnvironment? = nil, webhookPath: (_ id: String) -> String = { $0 }
  ) {
    var settings = settings
    if let onlyRule { settings.onlyRules = [onlyRule] }
    self.project = project
    webhooks = Webhook.all(in: project, path: webhookPath)
    secrets = SecretUse.all(in: project)
    index = ProjectIndex(project)
    let diagrams = project.models.map { model in
      Diagram(model, version: settings.file(model.source.path).platform(of: model))
    }
    unversionedFileCount = project.models.count { model in
      !settings.file(model.source.path).declaresPlatform(of: model)
    }
    let input = ProjectInput(
      project: project, diagrams: diagrams, templates: templates,
      nestedTemplates: nestedTemplates, webhooks: webhooks,
      secrets: secrets, twilioCalls: TwilioCall.all(in: project), index: index,
      external: settings.configuration.external)
    let reading = project.files.flatMap { $0.bpmn?.diagnostics ?? [] } + input.index.diagnostics
    let missing = environment.map { $0.missing(in: project, settings) } ?? []
    let rules = LintRule.all.filter { $0.names.contains(where: settings.selects) }
    let found = reading + rules.flatMap { $0.check(input) } + missing
    let configured =
      settings.configured(found) + settings.findings(of: diagrams, rules: rules)
    let unsuppressed = Suppressions(project, reportsUnused: settings.onlyRules.isEmpty)
      .applied(to: configured)
    let covered = CoveredFindings(of: LintRule.all, settings)
    diagnostics = covered.removed(from: unsuppressed, by: configured, in: project.models)
      .inReportingOrder()
  }

  /// A project whose parts were already checked.
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
