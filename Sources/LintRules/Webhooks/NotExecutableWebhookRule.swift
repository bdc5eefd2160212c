import BPMN
import Diagnostics
import Linting
import Webhooks

/// # webhook/not-executable
///
/// A webhook should belong to an executable process.
///
/// A process that is not executable is not deployed, so its webhooks never receive a request.
/// Select "Executable" in the process's properties, or remove the webhook.
///
/// Bad:
/// ```xml
/// <bpmn:process id="p" isExecutable="false">
///   1️⃣<bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:properties>
///     <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///     <zeebe:property name="inbound.context" value="order" />
///   </zeebe:properties></bpmn:extensionElements></bpmn:startEvent>
/// </bpmn:process>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:process id="p" isExecutable="true">
///   <bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:properties>
///     <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///     <zeebe:property name="inbound.context" value="order" />
///   </zeebe:properties></bpmn:extensionElements></bpmn:startEvent>
/// </bpmn:process>
/// ```
enum NotExecutableWebhookRule {
  static let rule = LintRule(project: "webhook/not-executable", .warning) { input in
    input.webhooks.filter { $0.element.process.map { !$0.isExecutable } ?? false }
      .map { .notExecutable($0) }
  }
}

extension Diagnostic {
  fileprivate static func notExecutable(_ webhook: Webhook) -> Diagnostic {
    let process = webhook.element.process
    return Diagnostic(
      rule: "webhook/not-executable", severity: .warning,
      message:
        "\"\(webhook.element.label)\" is a webhook, but its process is not executable and "
        + "therefore never deployed",
      help: "Set isExecutable=\"true\" on the process.",
      location: webhook.element.location, element: webhook.element.reference,
      notes: process.map { [Note(message: "the process", location: $0.location)] } ?? [])
  }
}
