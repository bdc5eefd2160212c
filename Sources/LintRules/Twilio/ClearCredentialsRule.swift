import BPMN
import Diagnostics
import Linting
import ProjectModel
import Webhooks

/// # connector/twilio-clear-credentials
///
/// A diagram must not contain Twilio credentials in plain text.
///
/// Anyone who can read the file, its history or a running process can use an auth token or API key
/// secret that is written in it: this is an error. The SID of an account or key grants no access by
/// itself, but ties the diagram to one environment: this is a warning. Store the value as a secret,
/// use `{{secrets.NAME}}` in the diagram, and rotate any token that was ever committed.
///
/// Severity: error or warning
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="1️⃣0123456789abcdef0123456789abcdef"
///         target="authentication.password" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="{{secrets.TWILIO_AUTH_TOKEN}}" target="authentication.password" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum ClearCredentialsRule {
  static let rule = LintRule(project: "connector/twilio-clear-credentials", .error) { input in
    input.twilioCalls.flatMap(calls) + input.twilioWebhooks.flatMap(webhooks)
  }

  private static func calls(_ call: TwilioCall) -> [Diagnostic] {
    let usesKey =
      call.inputs["authType"]?.value == "apiKeySecret"
      || call.constants("authentication.username").contains { $0.text.hasPrefix("SK") }
    func findings(_ field: String, _ title: String, _ secret: String, isSecret: Bool)
      -> [Diagnostic]
    {
      call.constants(field).map { constant in
        .inPlainText(
          constant, title, usesSecret: secret, isSecret ? .error : .warning, call.element)
      }
    }
    return findings("accountSid", "account SID", "TWILIO_ACCOUNT_SID", isSecret: false)
      + findings(
        "authentication.username", usesKey ? "API key" : "account SID",
        usesKey ? "TWILIO_API_KEY" : "TWILIO_ACCOUNT_SID", isSecret: false)
      + findings(
        "authentication.password", usesKey ? "API key's secret" : "auth token",
        usesKey ? "TWILIO_API_KEY_SECRET" : "TWILIO_AUTH_TOKEN", isSecret: true)
      + findings(
        "headers.Authorization", "Authorization header", "TWILIO_AUTHORIZATION", isSecret: true)
  }

  private static func webhooks(_ webhook: Webhook) -> [Diagnostic] {
    (webhook.field("inbound.hmacSecret")?.constants ?? []).map { constant in
      .inPlainText(
        constant, "auth token", usesSecret: "TWILIO_AUTH_TOKEN", .error, webhook.element)
    }
  }
}

extension Diagnostic {
  /// The message does not repeat the value.
  fileprivate static func inPlainText(
    _ constant: ConnectorConstant, _ title: String, usesSecret secret: String,
    _ severity: Severity, _ element: BPMNElement
  ) -> Diagnostic {
    let placeholder = "{{secrets.\(secret)}}"
    return Diagnostic(
      rule: "connector/twilio-clear-credentials", severity: severity,
      message: "the \(title) of \"\(element.label)\" is in plain text in the diagram",
      help: "Store it as a secret and use \(placeholder) instead.",
      location: constant.location, element: element.reference,
      fixIt: FixIt(
        title: "write \(placeholder)", edits: [constant.replacingField(placeholder)],
        effect: "the secret '\(secret)' must have a value"))
  }
}
