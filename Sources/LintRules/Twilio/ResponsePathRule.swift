import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel

/// # connector/twilio-response-path
///
/// Twilio's response must be read from `response.body`.
///
/// The `response` of the HTTP connector has `status`, `headers`, `body`, `reason` and `document`;
/// Twilio's message is the body. `response.sid` and `response.response.sid` are null without any
/// warning. In an error expression, the response of a rejected request is
/// `error.variables.response.body`. Use `response.body.sid`.
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:taskHeaders>
///       <zeebe:header key="resultExpression" value="={sid: 1️⃣response.sid}" />
///     </zeebe:taskHeaders>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:taskHeaders>
///       <zeebe:header key="resultExpression" value="={sid: response.body.sid}" />
///     </zeebe:taskHeaders>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum ResponsePathRule {
  static let rule = LintRule(project: "connector/twilio-response-path", .error) { input in
    input.twilioCalls.flatMap { call -> [Diagnostic] in
      let result = call.header("resultExpression").map { misread($0, call, isRaw: true) } ?? []
      let error = call.header("errorExpression").map {
        misread($0, call, isRaw: !call.mapsResult)
      }
      return result + (error ?? [])
    }
  }

  private static func misread(
    _ field: ConnectorField, _ call: TwilioCall, isRaw: Bool
  ) -> [Diagnostic] {
    field.variables.compactMap { variable in
      suggestion(variable, isRaw: isRaw).map { .misreadResponse(variable, $0, field, call) }
    }
  }

  /// The path that was probably meant; nil if the path is correct.
  private static func suggestion(_ variable: FEELVariable, isRaw: Bool) -> [String]? {
    let path = variable.path
    if path.starts(with: ["error", "variables", "response"]), path.count > 3 {
      let isKnown = ["headers", "body"].contains(path[3])
      return isKnown ? nil : ["error", "variables", "response", "body"] + path[3...]
    }
    guard isRaw, path[0] == "response", path.count > 1 else {
      let isBareMember = isRaw && !variable.isInFilter && messageMembers.contains(path[0])
      return isBareMember ? ["body"] + path : nil
    }
    if path[1] == "response" {
      let rest = path.dropFirst(2)
      let isKnown = rest.first.map(responseMembers.contains) ?? false
      return ["response"] + (isKnown ? [] : ["body"]) + rest
    }
    let isKnown = responseMembers.contains(path[1]) || path[1] == "error"
    return isKnown ? nil : ["response", "body"] + path.dropFirst()
  }

  /// The members of the HTTP connector's response.
  static let responseMembers: Set = ["status", "headers", "body", "reason", "document"]

  /// Members of Twilio's message or message list that the connector's response does not have.
  private static let messageMembers: Set = [
    "sid", "account_sid", "messaging_service_sid", "direction", "num_segments", "num_media",
    "price_unit", "error_code", "error_message", "date_created", "date_sent", "date_updated",
    "api_version", "subresource_uris", "messages", "page_size", "next_page_uri",
  ]
}

extension Diagnostic {
  fileprivate static func misreadResponse(
    _ variable: FEELVariable, _ suggestion: [String], _ field: ConnectorField, _ call: TwilioCall
  ) -> Diagnostic {
    let meant = suggestion.joined(separator: ".")
    return Diagnostic(
      rule: "connector/twilio-response-path", severity: .error,
      message:
        "'\(variable.path.joined(separator: "."))' of \"\(call.element.label)\" is always null: "
        + "Twilio's data is in the response body; did you mean '\(meant)'?",
      help: "Use \(meant).",
      location: field.location(of: variable.range), element: call.element.reference,
      fixIt: FixIt(
        title: "write \(meant)", edits: [field.replacing(variable.range, by: meant)],
        effect: "the expression gets a value instead of null"))
  }
}
