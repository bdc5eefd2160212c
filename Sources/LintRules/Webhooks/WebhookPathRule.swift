import BPMN
import Diagnostics
import Linting
import Text
import Webhooks
import XML

/// # webhook/duplicate-path
///
/// Two processes must not use the same webhook path.
///
/// The webhook id (`inbound.context`) is the last segment of its URL. On the official runtime, the
/// first deployed process owns the path; a second one silently receives no requests. Give each
/// webhook its own id. Two events of one process may share an id if both have the property
/// `deduplicationMode` = `AUTO` and the same settings; their activation conditions then decide
/// between them.
///
/// Bad:
/// ```xml
/// <bpmn:process id="pizza" isExecutable="true">
///   <bpmn:startEvent id="from-pizza" name="Order received">
///     <bpmn:extensionElements>
///       <zeebe:properties>
///         <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///         <zeebe:property name="inbound.context" value="1️⃣order" />
///       </zeebe:properties>
///     </bpmn:extensionElements>
///   </bpmn:startEvent>
/// </bpmn:process>
/// <bpmn:process id="pasta" isExecutable="true">
///   <bpmn:startEvent id="from-pasta" name="Order received">
///     <bpmn:extensionElements>
///       <zeebe:properties>
///         <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///         <zeebe:property name="inbound.context" value="2️⃣order" />
///       </zeebe:properties>
///     </bpmn:extensionElements>
///   </bpmn:startEvent>
/// </bpmn:process>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:process id="pizza" isExecutable="true">
///   <bpmn:startEvent id="from-pizza" name="Order received">
///     <bpmn:extensionElements>
///       <zeebe:properties>
///         <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///         <zeebe:property name="inbound.context" value="pizza-order" />
///       </zeebe:properties>
///     </bpmn:extensionElements>
///   </bpmn:startEvent>
/// </bpmn:process>
/// <bpmn:process id="pasta" isExecutable="true">
///   <bpmn:startEvent id="from-pasta" name="Order received">
///     <bpmn:extensionElements>
///       <zeebe:properties>
///         <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///         <zeebe:property name="inbound.context" value="pasta-order" />
///       </zeebe:properties>
///     </bpmn:extensionElements>
///   </bpmn:startEvent>
/// </bpmn:process>
/// ```
///
/// # webhook/missing-path
///
/// A webhook must have an id.
///
/// The id (`inbound.context`) is the last segment of the webhook's URL. Without it, the webhook has
/// no URL and never receives a request. Set the webhook id in the properties panel.
///
/// Bad:
/// ```xml
/// 1️⃣<bpmn:startEvent id="received" name="Order received">
///   <bpmn:extensionElements>
///     <zeebe:properties>
///       <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///     </zeebe:properties>
///   </bpmn:extensionElements>
/// </bpmn:startEvent>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:startEvent id="received" name="Order received">
///   <bpmn:extensionElements>
///     <zeebe:properties>
///       <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///       <zeebe:property name="inbound.context" value="order" />
///     </zeebe:properties>
///   </bpmn:extensionElements>
/// </bpmn:startEvent>
/// ```
enum WebhookPathRule {
  static let rule = LintRule(project: ["webhook/duplicate-path", "webhook/missing-path"], .error) {
    input in
    input.webhooks.filter(\.isHTTP).flatMap { webhook -> [Diagnostic] in
      guard let id = webhook.id, !id.isBlank else {
        return [.missingPath(webhook)]
      }
      let queued = webhook.conflicts.filter { $0.outcome == .queued }
      return queued.isEmpty ? [] : [.duplicatePath(id, webhook, queued)]
    }
  }
}

extension Diagnostic {
  fileprivate static func missingPath(_ webhook: Webhook) -> Diagnostic {
    Diagnostic(
      rule: "webhook/missing-path", severity: .error,
      message: "\"\(webhook.element.label)\" is a webhook without an id and has no URL",
      help: "Set its webhook id (the property inbound.context).",
      location: webhook.element.location, element: webhook.element.reference)
  }

  fileprivate static func duplicatePath(
    _ id: String, _ webhook: Webhook, _ others: [Webhook.Conflict]
  ) -> Diagnostic {
    let element = webhook.element
    let other = others[0].element
    let rest = others.count > 1 ? " and \(others.count - 1) more" : ""
    return Diagnostic(
      rule: "webhook/duplicate-path", severity: .error,
      message:
        "\"\(element.label)\" and \"\(other.label)\"\(rest) both use /inbound/\(id): on the "
        + "official runtime only the first one deployed gets requests, until it is removed; the "
        + "bpmnc executor tries all of them",
      help: other.process == element.process
        ? "Give each its own id, or set deduplicationMode to AUTO with equal settings on both."
        : "Give each its own id.",
      location: webhook.location(of: "inbound.context"),
      element: element.reference,
      // The message states how many there are; each also has its own finding.
      notes: others.prefix(20).map {
        Note(
          message:
            "\"\($0.element.label)\" of process \($0.element.process?.id ?? "without an id")",
          location: $0.element.location)
      })
  }
}
