import BPMN
import Diagnostics

/// A webhook that validates signatures has the secret for it.
///
/// Without one the official runtime answers every request of Twilio with 500. Twilio signs with the
/// auth token of the account: write `{{secrets.TWILIO_AUTH_TOKEN}}` as HMAC secret.
enum HMACSecretRule {
  static func check(_ input: PassInput) -> [Diagnostic] {
    input.twilioWebhooks
      .filter { $0.validatesSignature && ($0.field("inbound.hmacSecret")?.isBlank ?? true) }
      .map { .missingSecret($0) }
  }
}

extension Diagnostic {
  fileprivate static func missingSecret(_ webhook: Webhook) -> Diagnostic {
    let place =
      webhook.field("inbound.hmacSecret") == nil
      ? "inbound.shouldValidateHmac" : "inbound.hmacSecret"
    return Diagnostic(
      rule: "connector/twilio-hmac-secret", severity: .error,
      message: "\"\(webhook.element.label)\" validates signatures without a secret",
      help: "Set the HMAC secret to the auth token, as {{secrets.TWILIO_AUTH_TOKEN}}.",
      location: webhook.location(of: place), element: webhook.element.reference)
  }
}
