import BPMN
import Diagnostics
import Linting
import ProjectModel
import Webhooks

/// # connector/twilio-one-number
///
/// A conversation over one phone number should use one webhook id.
///
/// Twilio sends all messages for a number to one URL. If a process starts on one webhook id and
/// waits for the reply on another, the reply goes to the first and is never received. Give both
/// events the same id, the property `deduplicationMode` = `AUTO` and equal settings, and use
/// activation conditions to distinguish them. The rule does not report anything if the process
/// sends from as many numbers as it has ids.
///
/// Bad:
/// ```xml
/// <bpmn:startEvent id="received" name="SMS received"
///     zeebe:modelerTemplate="io.camunda.connectors.TwilioWebhook.v1">
///   <bpmn:extensionElements>
///     <zeebe:properties>
///       <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///       <zeebe:property name="inbound.context" value="order" />
///     </zeebe:properties>
///   </bpmn:extensionElements>
/// </bpmn:startEvent>
/// <bpmn:intermediateCatchEvent id="answered" name="YES or NO received"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.Webhook.Intermediate.v1">
///   <bpmn:extensionElements>
///     <zeebe:properties>
///       <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///       <zeebe:property name="inbound.context" value="1️⃣answer" />
///     </zeebe:properties>
///   </bpmn:extensionElements>
/// </bpmn:intermediateCatchEvent>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:startEvent id="received" name="SMS received"
///     zeebe:modelerTemplate="io.camunda.connectors.TwilioWebhook.v1">
///   <bpmn:extensionElements>
///     <zeebe:properties>
///       <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///       <zeebe:property name="inbound.context" value="order" />
///     </zeebe:properties>
///   </bpmn:extensionElements>
/// </bpmn:startEvent>
/// <bpmn:intermediateCatchEvent id="answered" name="YES or NO received"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.Webhook.Intermediate.v1">
///   <bpmn:extensionElements>
///     <zeebe:properties>
///       <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///       <zeebe:property name="inbound.context" value="order" />
///     </zeebe:properties>
///   </bpmn:extensionElements>
/// </bpmn:intermediateCatchEvent>
/// ```
enum OneNumberRule {
  static let rule = LintRule(project: "connector/twilio-one-number", .warning) { input in
    let byProcess = Dictionary(
      grouping: input.twilioWebhooks.filter { $0.id != nil }, by: { $0.element.process })
    return byProcess.flatMap { process, webhooks -> [Diagnostic] in
      guard process != nil else { return [] }
      let senders = Set(
        input.twilioCalls.filter { $0.isSending && $0.element.process == process }
          .compactMap { ($0.input("body.From") ?? $0.input("From"))?.value })
      guard Set(webhooks.compactMap(\.id)).count > max(1, senders.count),
        webhooks.contains(where: { $0.element.type != .startEvent })
      else { return [] }
      let first = webhooks.first { $0.element.type == .startEvent } ?? webhooks[0]
      return webhooks.filter { $0.element.type != .startEvent && $0.id != first.id }
        .map { .otherID($0, first) }
    }
  }
}

extension Diagnostic {
  fileprivate static func otherID(_ webhook: Webhook, _ first: Webhook) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-one-number", severity: .warning,
      message:
        "\"\(webhook.element.label)\" waits on '\(webhook.id ?? "")', but the conversation starts "
        + "with \"\(first.element.label)\" on '\(first.id ?? "")': a phone number has only one URL",
      help: "Give both the same webhook id and set deduplicationMode to AUTO.",
      location: webhook.location(of: "inbound.context"), element: webhook.element.reference,
      notes: [
        Note(
          message: "\"\(first.element.label)\" waits on '\(first.id ?? "")'",
          location: first.location(of: "inbound.context"))
      ])
  }
}
