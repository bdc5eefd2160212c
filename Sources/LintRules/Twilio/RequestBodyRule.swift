import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel
import Webhooks

/// # connector/twilio-request-body
///
/// A webhook must read a Twilio message from where the HTTP method puts it.
///
/// In a POST request, the fields of a message (`From`, `Body`, `MessageSid`) are in `request.body`.
/// In a GET request they are in the URL, and therefore in `request.params`; the body is empty. A
/// webhook that only accepts GET and reads the body gets nulls: this is an error. One that accepts
/// any method works until someone sets the number to GET: this is a warning. Set the method to
/// `post`, or read both.
///
/// Severity: error or warning
///
/// Bad:
/// ```xml
/// <bpmn:startEvent id="received" name="SMS received"
///     zeebe:modelerTemplate="io.camunda.connectors.TwilioWebhook.v1">
///   <bpmn:extensionElements>
///     <zeebe:properties>
///       <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
///       <zeebe:property name="inbound.method" value="get" />
///       <zeebe:property name="resultExpression" value="={text: 1️⃣request.body.Body}" />
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
///       <zeebe:property name="inbound.method" value="post" />
///       <zeebe:property name="resultExpression" value="={text: request.body.Body}" />
///     </zeebe:properties>
///   </bpmn:extensionElements>
/// </bpmn:startEvent>
/// ```
enum RequestBodyRule {
  static let rule = LintRule(project: "connector/twilio-request-body", .error) { input in
    input.twilioWebhooks.flatMap { webhook -> [Diagnostic] in
      switch webhook["inbound.method"]?.lowercased() {
      case "get":
        webhook.expressions.flatMap { field in
          bodyReads(field).map { .bodyOfGet($0, field, webhook) }
        }
      case nil, "", "any": anyMethod(webhook).map { [$0] } ?? []
      default: []
      }
    }
  }

  /// One finding for the webhook, at the first place that would fail.
  private static func anyMethod(_ webhook: Webhook) -> Diagnostic? {
    for field in webhook.expressions where !readsParameters(field) {
      if let variable = bodyReads(field).first {
        return .bodyOfAny(variable, field, webhook)
      }
    }
    return nil
  }

  private static func bodyReads(_ field: ConnectorField) -> [FEELVariable] {
    field.variables.filter { $0.path.starts(with: ["request", "body"]) }
  }

  private static func readsParameters(_ field: ConnectorField) -> Bool {
    field.variables.contains { $0.path.starts(with: ["request", "params"]) }
  }
}

extension Diagnostic {
  private static let rule = "connector/twilio-request-body"

  fileprivate static func bodyOfGet(
    _ variable: FEELVariable, _ field: ConnectorField, _ webhook: Webhook
  ) -> Diagnostic {
    let meant = (["request", "params"] + variable.path.dropFirst(2)).joined(separator: ".")
    return Diagnostic(
      rule: rule, severity: .error,
      message:
        "\"\(webhook.element.label)\" accepts GET requests, which have no body: "
        + "'\(variable.path.joined(separator: "."))' is always null; did you mean '\(meant)'?",
      help: "Use \(meant), or set the method to post here and at Twilio.",
      location: field.location(of: variable.range), element: webhook.element.reference,
      fixIt: FixIt(
        title: "write \(meant)", edits: [field.replacing(variable.range, by: meant)],
        effect: "the expression gets a value instead of null"))
  }

  fileprivate static func bodyOfAny(
    _ variable: FEELVariable, _ field: ConnectorField, _ webhook: Webhook
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .warning,
      message:
        "\"\(webhook.element.label)\" accepts any method, but only reads the body: "
        + "'\(variable.path.joined(separator: "."))' is null in a GET request from Twilio",
      help: "Set the method to post; the fields of a GET request are in request.params.",
      location: field.location(of: variable.range), element: webhook.element.reference)
  }
}
