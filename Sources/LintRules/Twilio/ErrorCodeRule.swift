import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel

/// # connector/twilio-error-code
///
/// Error codes must be compared with values of the same type.
///
/// `error.code` is the HTTP status as a string: `error.code = 404` is never true, but `error.code =
/// "404"` is. Twilio's own code, `error.variables.response.body.code`, is a number, and so is its
/// `status`. To compare ranges, convert the code to a number: `number(error.code) >= 500`.
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:taskHeaders>
///       <zeebe:header key="errorExpression"
///         value='=if error.code = 1️⃣404 then bpmnError("UNKNOWN", "") else null' />
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
///       <zeebe:header key="errorExpression"
///         value='=if error.code = "404" then bpmnError("UNKNOWN", "") else null' />
///     </zeebe:taskHeaders>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum ErrorCodeRule {
  static let rule = LintRule(project: "connector/twilio-error-code", .error) { input in
    input.twilioCalls.flatMap { call -> [Diagnostic] in
      guard let field = call.header("errorExpression"), let expression = field.expression else {
        return []
      }
      return expression.constantComparisons.compactMap { comparison in
        let path = comparison.path
        if path == ["error", "code"] || path == ["response", "error", "code"] {
          return comparison.constant.isNumber ? .codeAsNumber(comparison, field, call) : nil
        }
        let isBody = path.dropLast() == ["error", "variables", "response", "body"]
        let isNumber = isBody && ["code", "status"].contains(path.last)
        return isNumber && !comparison.constant.isNumber
          ? .twilioCodeAsString(comparison, field, call) : nil
      }
    }
  }
}

extension Diagnostic {
  private static let rule = "connector/twilio-error-code"

  fileprivate static func codeAsNumber(
    _ comparison: FEELConstantComparison, _ field: ConnectorField, _ call: TwilioCall
  ) -> Diagnostic {
    let (path, constant) = (comparison.path.joined(separator: "."), comparison.constant)
    let quoted = "\"\(constant.text)\""
    return Diagnostic(
      rule: rule, severity: .error,
      message:
        "\"\(call.element.label)\" compares \(path) with the number \(constant.text), but the code "
        + "is a string: the result is never true",
      help: comparison.isEquality ? "Use \(quoted)." : "Compare number(\(path)) instead.",
      location: field.location(of: constant.range), element: call.element.reference,
      fixIt: comparison.isEquality
        ? FixIt(
          title: "write \(quoted)", edits: [field.replacing(constant.range, by: quoted)],
          effect: "the comparison can be true")
        : nil)
  }

  fileprivate static func twilioCodeAsString(
    _ comparison: FEELConstantComparison, _ field: ConnectorField, _ call: TwilioCall
  ) -> Diagnostic {
    let constant = comparison.constant
    let isNumber = !constant.text.isEmpty && constant.text.allSatisfy { "0"..."9" ~= $0 }
    return Diagnostic(
      rule: rule, severity: .error,
      message:
        "\"\(call.element.label)\" compares \(comparison.path.joined(separator: ".")) with the "
        + "string '\(constant.text)', but it is a number: the result is never true",
      help: "Write the number without quotes.",
      location: field.location(of: constant.range), element: call.element.reference,
      fixIt: isNumber
        ? FixIt(
          title: "write \(constant.text)",
          edits: [field.replacing(constant.range, by: constant.text)],
          effect: "the comparison can be true") : nil)
  }
}
