import BPMN
import Diagnostics
import Linting
import Text
import Webhooks

/// # webhook/ambiguous
///
/// Events that share a webhook should have activation conditions that exclude each other.
///
/// Events of one process may share a webhook id; their activation conditions then decide between
/// them. The official runtime rejects a request that matches two of them (status 422, "Multiple
/// connectors are activated for the same input"), unless both only correlate and use the same
/// message with equal settings. The bpmnc executor tries waiting instances first and otherwise
/// starts a new one. This rule reports events whose conditions are equal, and events without a
/// condition next to others. Give each event a condition so that a request matches only one.
///
/// Bad:
/// ```xml
/// 1️⃣<bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:properties>
///   <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///   <zeebe:property name="inbound.context" value="sms" />
///   <zeebe:property name="deduplicationMode" value="AUTO" />
/// </zeebe:properties></bpmn:extensionElements></bpmn:startEvent>
/// <bpmn:receiveTask id="r"><bpmn:extensionElements><zeebe:properties>
///   <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///   <zeebe:property name="inbound.context" value="sms" />
///   <zeebe:property name="deduplicationMode" value="AUTO" />
///   <zeebe:property name="activationCondition" value="=request.body.Body = &#34;YES&#34;" />
/// </zeebe:properties></bpmn:extensionElements></bpmn:receiveTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:properties>
///   <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///   <zeebe:property name="inbound.context" value="sms" />
///   <zeebe:property name="deduplicationMode" value="AUTO" />
///   <zeebe:property name="activationCondition" value="=request.body.Body != &#34;YES&#34;" />
/// </zeebe:properties></bpmn:extensionElements></bpmn:startEvent>
/// <bpmn:receiveTask id="r"><bpmn:extensionElements><zeebe:properties>
///   <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///   <zeebe:property name="inbound.context" value="sms" />
///   <zeebe:property name="deduplicationMode" value="AUTO" />
///   <zeebe:property name="activationCondition" value="=request.body.Body = &#34;YES&#34;" />
/// </zeebe:properties></bpmn:extensionElements></bpmn:receiveTask>
/// ```
enum AmbiguousWebhookRule {
  static let rule = LintRule(project: "webhook/ambiguous", .warning) { input in
    let shared = input.webhooks.filter { webhook in
      webhook.element.isInExecutableProcess && webhook.conflicts.contains { $0.outcome == .shared }
    }
    let groups = Dictionary(grouping: shared) { "\($0.element.process?.id ?? "") \($0.id ?? "")" }
    return groups.values.flatMap { group -> [Diagnostic] in
      // One finding for each event that nothing else in the diagram distinguishes.
      group.indices.compactMap { index in
        let webhook = group[index]
        let rivals = Set(
          webhook.conflicts.lazy.filter { $0.outcome == .shared }.map(\.element.index))
        let others = group[(index + 1)...].filter {
          rivals.contains($0.element.index) && isAmbiguous(webhook, $0)
        }
        return others.isEmpty ? nil : .ambiguous(group[index], Array(others))
      }
    }
  }

  private static func isAmbiguous(_ one: Webhook, _ other: Webhook) -> Bool {
    guard let process = one.element.process, process == other.element.process else {
      return false
    }
    let (left, right) = (condition(one), condition(other))
    return (left.isEmpty || right.isEmpty || left == right) && !areCompatible(one, other)
  }

  private static func condition(_ webhook: Webhook) -> String {
    let text = (webhook.activationCondition ?? "").drop(while: \.isWhitespace)
    return text.drop { $0 == "=" }.filter { !$0.isWhitespace }
  }

  /// Whether the connector runtime treats both as one, because their settings are equal.
  private static func areCompatible(_ one: Webhook, _ other: Webhook) -> Bool {
    guard one.element.type != .startEvent, other.element.type != .startEvent,
      one.element.message?.name == other.element.message?.name
    else { return false }
    return [
      "resultExpression", "resultVariable", "correlationKeyExpression", "messageIdExpression",
      "messageTtl",
    ].allSatisfy { one[$0] == other[$0] }
  }
}

extension Diagnostic {
  fileprivate static func ambiguous(_ webhook: Webhook, _ others: [Webhook]) -> Diagnostic {
    let element = webhook.element
    let other = others[0].element
    let unconditional = [webhook, others[0]].filter { $0.activationCondition?.isBlank ?? true }
    let reason =
      switch unconditional.count {
      case 0: "their activation conditions are equal"
      case 1: "\"\(unconditional[0].element.label)\" has no activation condition"
      default: "they have no activation conditions"
      }
    return Diagnostic(
      rule: "webhook/ambiguous", severity: .warning,
      message:
        "a request to /inbound/\(webhook.id ?? "") matches both \"\(element.label)\" and "
        + "\"\(other.label)\": \(reason); the official runtime responds with 422",
      help: "Give each an activation condition, so that a request matches only one.",
      location: element.location, element: element.reference,
      notes: others.prefix(20).map {
        Note(message: "\"\($0.element.label)\" matches it too", location: $0.element.location)
      })
  }
}
