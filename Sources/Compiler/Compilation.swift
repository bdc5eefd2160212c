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
  let index: ProjectIndex

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
    let input = PassInput(
      project: project, diagrams: diagrams, templates: templates, webhooks: webhooks,
      secrets: secrets, twilioCalls: TwilioCall.all(in: project), index: index,
      external: settings.configuration.external)
    let reading = project.files.flatMap { $0.bpmn?.diagnostics ?? [] } + input.index.diagnostics
    let missing = environment.map { $0.missing(in: project, settings) } ?? []
    let found = reading + passes.flatMap { $0(input) } + missing
    let configured =
      settings.configured(found, onlyRule: onlyRule)
      + settings.findings(of: diagrams, onlyRule: onlyRule)
    let unsuppressed = Suppressions(project, onlyRule: onlyRule).applied(to: configured)
    diagnostics = settings.withoutCovered(unsuppressed, by: configured, in: project.models)
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

/// What a pass may look at.
struct PassInput: Sendable {
  let project: Project
  let diagrams: [Diagram]
  let templates: TemplateLibrary
  let webhooks: [Webhook]
  let secrets: [SecretUse]
  let twilioCalls: [TwilioCall]
  /// What the files define by id.
  let index: ProjectIndex
  /// What the project may use without holding it.
  let external: Configuration.External
}

/// Every check beyond reading, each a function from the project to findings.
private let passes: [@Sendable (PassInput) -> [Diagnostic]] = [
  ElementTemplateRules.check,
  FEELSyntaxRule.check,
  FEELCheckerRules.check,
  WebhookPathRule.check,
  NotExecutableWebhookRule.check,
  SharedMessageRule.check,
  AmbiguousWebhookRule.check,
  DuplicateIDRule.check,
  MissingResourceRule.check,
  MessageNameRule.check,
  EventCodeRule.check,
  SenderRule.check,
  RecipientRule.check,
  WhatsAppPrefixRule.check,
  SIDRule.check,
  PageSizeRule.check,
  DateFilterRule.check,
  CredentialsRule.check,
  ClearCredentialsRule.check,
  HMACDisabledRule.check,
  HMACSecretRule.check,
  ResponsePathRule.check,
  RequestBodyRule.check,
  OneNumberRule.check,
  UnguardedCallRule.check,
  RetryCounterRule.check,
  ErrorCodeRule.check,
  ErrorScopeRule.check,
  VariableNameRule.check,
  RedeliveryRule.check,
  SecretRules.check,
]
