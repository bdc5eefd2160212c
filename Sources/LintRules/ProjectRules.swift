package import Diagnostics
package import Linting

/// The rules that check a whole project.
package enum ProjectRules {
  /// All project rules, each a function from the project to findings.
  package static let all: [@Sendable (ProjectInput) -> [Diagnostic]] = [
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
}
