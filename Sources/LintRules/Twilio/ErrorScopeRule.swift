import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel

/// # connector/twilio-error-scope
///
/// An error expression should not read response data that the result mapping has replaced.
///
/// The official runtime evaluates the error expression after every call. If a result variable or
/// result expression produced a value, `response` then holds those variables instead of the raw
/// status, headers and body: an expression that reads `response.status` gets null after a
/// successful call. Read the mapped variables, map the data you need, or only read `error`.
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:taskHeaders>
///       <zeebe:header key="resultVariable" value="sms" />
///       <zeebe:header key="errorExpression"
///         value='=if 1️⃣response.status > 299 then bpmnError("FAILED", "") else null' />
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
///       <zeebe:header key="resultVariable" value="sms" />
///       <zeebe:header key="errorExpression"
///         value='=if sms.status > 299 then bpmnError("FAILED", "") else null' />
///     </zeebe:taskHeaders>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum ErrorScopeRule {
  static let rule = LintRule(project: "connector/twilio-error-scope", .warning) { input in
    input.twilioCalls.flatMap { call -> [Diagnostic] in
      guard call.mapsResult, let field = call.header("errorExpression") else { return [] }
      let mapped = mappedNames(call)
      return field.variables.filter { isRaw($0, mapped) }.map { .rawResponse($0, field, call) }
    }
  }

  private static func mappedNames(_ call: TwilioCall) -> Set<String> {
    let keys = call.header("resultExpression")?.expression?.resultKeys.map(\.name) ?? []
    return Set(keys + [call.header("resultVariable")?.value].compactMap { $0 })
  }

  private static func isRaw(_ variable: FEELVariable, _ mapped: Set<String>) -> Bool {
    let path = variable.path.first == "response" ? variable.path.dropFirst() : variable.path[...]
    guard let name = path.first, !variable.isInFilter else { return false }
    return ResponsePathRule.responseMembers.contains(name) && !mapped.contains(name)
  }
}

extension Diagnostic {
  fileprivate static func rawResponse(
    _ variable: FEELVariable, _ field: ConnectorField, _ call: TwilioCall
  ) -> Diagnostic {
    let path = variable.path.joined(separator: ".")
    let help =
      if let name = call.header("resultVariable")?.value {
        "Use \(name).\(path.hasPrefix("response.") ? String(path.dropFirst(9)) : path)."
      } else {
        "Map it in the result expression and read that variable, or only read error."
      }
    return Diagnostic(
      rule: "connector/twilio-error-scope", severity: .warning,
      message:
        "the error expression of \"\(call.element.label)\" reads '\(path)', but the task maps its "
        + "result: in the official runtime only the mapped variables are available there",
      help: help, location: field.location(of: variable.range), element: call.element.reference)
  }
}
