import BPMN
import Diagnostics
import Linting
import ProjectModel
import Webhooks

/// # connector/twilio-hmac-secret
///
/// A webhook that validates signatures must have an HMAC secret.
///
/// Without one, the official runtime responds to every request from Twilio with 500. Twilio signs
/// requests with the account's auth token: set the HMAC secret to `{{secrets.TWILIO_AUTH_TOKEN}}`.
///
/// Bad:
/// ```xml
/// <bpmn:startEvent id="received" name="SMS received"
///     zeebe:modelerTemplate="io.camunda.connectors.TwilioWebhook.v1">
///   <bpmn:extensionElements>
///     <zeebe:properties>
///       <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///       <zeebe:property name="inbound.shouldValidateHmac" value="1️⃣enabled" />
///     </zeebe:properties>
///   </bpmn:extensionElements>
/// </bpmn:startEvent>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:startEvent id="received" name="SMS received"
///     zeebe:modelerTemplate="io.camunda.connectors.TwilioWebhook.v1">
///   <bpmn:extensionElements>
///     <zeebe:properties>
///       <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///       <zeebe:property name="inbound.shouldValidateHmac" value="enabled" />
///       <zeebe:property name="inbound.hmacSecret" value="{{secrets.TWILIO_AUTH_TOKEN}}" />
///     </zeebe:properties>
///   </bpmn:extensionElements>
/// </bpmn:startEvent>
/// ```
enum HMACSecretRule {
  static let rule = LintRule(project: "connector/twilio-hmac-secret", .error) { input in
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
      help: "Set the HMAC secret to the auth token: {{secrets.TWILIO_AUTH_TOKEN}}.",
      location: webhook.location(of: place), element: webhook.element.reference)
  }
}
