import ProjectModel
import Text
import Linting
import Webhooks
import BPMN
import Diagnostics

/// # connector/twilio-redelivery
///
/// A message that Twilio delivers twice counts once.
///
/// Twilio calls again when a connection fails or the answer is late, though the first request may
/// have arrived. A webhook with a message id lets the engine drop the second: set it to
/// `=request.body.MessageSid`. A plain start event cannot have one (a note says so); the template's
/// message start event can.
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
  static func check(_ input: ProjectInput) -> [Diagnostic] {
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
        + "again",
      help: "Use a message start event with the message id =request.body.MessageSid.",
      location: webhook.element.location, element: webhook.element.reference)
  }

  fileprivate static func noMessageID(_ webhook: Webhook) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .warning,
      message:
        "\"\(webhook.element.label)\" has no message id: what Twilio delivers again counts twice",
      help: "Set the message id to =request.body.MessageSid.",
      location: webhook.location(of: "messageIdExpression"), element: webhook.element.reference)
  }
}
