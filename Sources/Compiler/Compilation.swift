import BPMN
public import Diagnostics
public import ElementTemplates

/// What checking a project gives.
public struct Compilation: Sendable {
  public let project: Project
  /// In reporting order.
  public let diagnostics: [Diagnostic]
  public let webhooks: [Webhook]
  public let secrets: [SecretUse]

  /// Reads and checks a project: every pass sees all of it.
  /// - Parameter onlyRule: the one rule whose findings are wanted, with those of unreadable files.
  public init(
    _ project: Project, templates: TemplateLibrary, settings: LintSettings = LintSettings(),
    onlyRule: String? = nil
  ) {
    self.project = project
    webhooks = Webhook.all(in: project)
    secrets = SecretUse.all(in: project)
    let input = PassInput(
      project: project, templates: templates, webhooks: webhooks,
      twilioCalls: TwilioCall.all(in: project), index: ProjectIndex(project))
    let readingFindings =
      project.files.flatMap { $0.bpmn?.diagnostics ?? [] } + input.index.diagnostics
    let passFindings = passes.flatMap { $0(input) }
    let ruleFindings = project.models.flatMap(settings.diagnostics)
    diagnostics = (readingFindings + passFindings + ruleFindings)
      .filter { onlyRule == nil || $0.rule == onlyRule || $0.isUnreadableFile }
      .inReportingOrder()
  }

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// What a pass may look at.
struct PassInput: Sendable {
  let project: Project
  let templates: TemplateLibrary
  let webhooks: [Webhook]
  let twilioCalls: [TwilioCall]
  /// What the files define by id.
  let index: ProjectIndex
  /// The ids of processes, forms, decisions and resources, and the names of messages, that other
  /// projects deploy.
  var externalIDs: Set<String> = []
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
]

extension Diagnostic {
  /// Whether the file could not be read: shown whatever rule was asked for.
  fileprivate var isUnreadableFile: Bool {
    ["xml/well-formed", "xml/doctype", "xml/encoding", "xml/limit", "xml/not-bpmn"].contains(rule)
  }
}
