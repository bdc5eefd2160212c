import BPMN
import Diagnostics
import Linting
import Webhooks

/// # connector/twilio-hmac-disabled
///
/// A webhook for Twilio should validate Twilio's signature.
///
/// Its URL is public. Without signature validation, anyone who knows the URL can send messages in
/// the name of any number. Enable HMAC validation and set the auth token as the secret. Webhooks
/// that use another kind of authentication are not reported.
///
/// Bad:
/// ```xml
/// <bpmn:startEvent id="received" name="SMS received"
///     zeebe:modelerTemplate="io.camunda.connectors.TwilioWebhook.v1">
///   <bpmn:extensionElements>
///     <zeebe:properties>
///       <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///       <zeebe:property name="inbound.shouldValidateHmac" value="1️⃣disabled" />
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
///     </zeebe:properties>
///   </bpmn:extensionElements>
/// </bpmn:startEvent>
/// ```
enum HMACDisabledRule {
  static let rule = LintRule(project: "connector/twilio-hmac-disabled", .warning) { input in
    input.twilioWebhooks
      .filter { !$0.validatesSignature && !hasOtherAuthentication($0) }
      .map { .unsignedRequests($0) }
  }

  private static func hasOtherAuthentication(_ webhook: Webhook) -> Bool {
    webhook["inbound.auth.type"].map { !["", "NONE"].contains($0.uppercased()) } ?? false
  }
}

extension Diagnostic {
  fileprivate static func unsignedRequests(_ webhook: Webhook) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-hmac-disabled", severity: .warning,
      message:
        "\"\(webhook.element.label)\" accepts requests from anyone: HMAC validation is disabled",
      help: "Enable it with the auth token as the secret: Twilio signs every request.",
      location: webhook.location(of: "inbound.shouldValidateHmac"),
      element: webhook.element.reference)
  }
}
