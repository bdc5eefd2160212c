import BPMN
import Diagnostics
import Linting
import ProjectModel
import Webhooks

/// # connector/twilio-redelivery
///
/// A webhook for Twilio should recognize messages that are delivered twice.
///
/// Twilio repeats a request if a connection fails or the response is late, even though the first
/// request may have arrived. With a message id, the engine discards the repetition: set it to
/// `=request.body.MessageSid`. A none start event cannot have a message id (reported as info); the
/// template's message start event can.
///
/// Severity: warning or info
///
/// Bad:
/// ```xml
/// 1️⃣<bpmn:receiveTask id="answer" name="Receive answer"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.Webhook.Receive.v1">
///   <bpmn:extensionElements>
///     <zeebe:properties>
///       <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///     </zeebe:properties>
///   </bpmn:extensionElements>
/// </bpmn:receiveTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:receiveTask id="answer" name="Receive answer"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.Webhook.Receive.v1">
///   <bpmn:extensionElements>
///     <zeebe:properties>
///       <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///       <zeebe:property name="messageIdExpression" value="=request.body.MessageSid" />
///     </zeebe:properties>
///   </bpmn:extensionElements>
/// </bpmn:receiveTask>
/// ```
enum RedeliveryRule {
  static let rule = LintRule(project: "connector/twilio-redelivery", .warning) { input in
    input.twilioWebhooks
      .filter { $0.field("messageIdExpression")?.isBlank ?? true }
      .map { $0.isPlainStart ? .plainStart($0) : .noMessageID($0) }
  }
}

extension Diagnostic {
  private static let rule = "connector/twilio-redelivery"

  fileprivate static func plainStart(_ webhook: Webhook) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .info,
      message:
        "\"\(webhook.element.label)\" starts a second instance when Twilio delivers a message "
        + "twice",
      help: "Use a message start event with the message id =request.body.MessageSid.",
      location: webhook.element.location, element: webhook.element.reference)
  }

  fileprivate static func noMessageID(_ webhook: Webhook) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .warning,
      message:
        "\"\(webhook.element.label)\" has no message id: a message that Twilio delivers twice is processed twice",
      help: "Set the message id to =request.body.MessageSid.",
      location: webhook.location(of: "messageIdExpression"), element: webhook.element.reference)
  }
}
