import Linting
import Webhooks
import BPMN
import Diagnostics

/// # connector/twilio-hmac-disabled
///
/// A webhook for Twilio checks who is calling.
///
/// Its URL is public. Without the check of Twilio's signature anybody who learns it can send
/// messages in the name of any number. Enable HMAC validation and give the auth token as secret. A
/// webhook that asks for another kind of authentication is not reported.
///
/// Severity: warning
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
  static func check(_ input: ProjectInput) -> [Diagnostic] {
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
      message: "\"\(webhook.element.label)\" takes requests from anybody: HMAC validation is off",
      help: "Enable it, with the auth token as secret: Twilio signs every request.",
      location: webhook.location(of: "inbound.shouldValidateHmac"),
      element: webhook.element.reference)
  }
}
