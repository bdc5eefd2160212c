import BPMN
import Diagnostics
import FEEL
import Linting
import Text
import Webhooks

/// # webhook/shared-message
///
/// Each webhook should have its own message.
///
/// A webhook on a message event publishes a message, which the cluster identifies only by name. If
/// two webhooks use the same message name, a request to either one starts or resumes both. This
/// usually happens when a diagram or an element is copied along with its generated message name.
/// Give the copy's message a different name; in the Modeler, choose "Create new message".
///
/// Bad:
/// ```xml
/// <bpmn:message id="m" name="order" />
/// <bpmn:process id="a" isExecutable="true">
///   1️⃣<bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:properties>
///     <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///     <zeebe:property name="inbound.context" value="orders" />
///   </zeebe:properties></bpmn:extensionElements><bpmn:messageEventDefinition messageRef="m" /></bpmn:startEvent>
/// </bpmn:process>
/// <bpmn:process id="b" isExecutable="true">
///   2️⃣<bpmn:startEvent id="t"><bpmn:extensionElements><zeebe:properties>
///     <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///     <zeebe:property name="inbound.context" value="returns" />
///   </zeebe:properties></bpmn:extensionElements><bpmn:messageEventDefinition messageRef="m" /></bpmn:startEvent>
/// </bpmn:process>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:message id="m" name="order" />
/// <bpmn:message id="n" name="return" />
/// <bpmn:process id="a" isExecutable="true">
///   <bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:properties>
///     <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///     <zeebe:property name="inbound.context" value="orders" />
///   </zeebe:properties></bpmn:extensionElements><bpmn:messageEventDefinition messageRef="m" /></bpmn:startEvent>
/// </bpmn:process>
/// <bpmn:process id="b" isExecutable="true">
///   <bpmn:startEvent id="t"><bpmn:extensionElements><zeebe:properties>
///     <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///     <zeebe:property name="inbound.context" value="returns" />
///   </zeebe:properties></bpmn:extensionElements><bpmn:messageEventDefinition messageRef="n" /></bpmn:startEvent>
/// </bpmn:process>
/// ```
enum SharedMessageRule {
  static let rule = LintRule(project: "webhook/shared-message", .warning) { input in
    var groups: [String: [Webhook]] = [:]
    for webhook in input.webhooks where webhook.isHTTP && webhook.element.isInExecutableProcess {
      guard let name = webhook.element.message?.name, !name.isBlank,
        !ZeebeExpression.isExpression(name)
      else { continue }
      groups[name, default: []].append(webhook)
    }
    return groups.flatMap { name, group -> [Diagnostic] in
      group.compactMap { webhook in
        let others = group.filter {
          $0.id != webhook.id || $0.element.process != webhook.element.process
        }
        return others.isEmpty ? nil : .sharedMessage(name, webhook, others)
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func sharedMessage(
    _ name: String, _ webhook: Webhook, _ others: [Webhook]
  ) -> Diagnostic {
    let element = webhook.element
    let rest = others.count > 1 ? " and \(others.count - 1) more" : ""
    return Diagnostic(
      rule: "webhook/shared-message", severity: .warning,
      message:
        "the webhooks \"\(element.label)\" and \"\(others[0].element.label)\"\(rest) share the message "
        + "name '\(name)': a request to one also reaches the other",
      help: "Give each webhook a message with a different name.",
      location: element.location, element: element.reference,
      notes: others.map {
        Note(
          message:
            "\"\($0.element.label)\" of process \($0.element.process?.id ?? "without an id")",
          location: $0.element.location)
      })
  }
}
