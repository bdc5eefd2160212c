import BPMN
import Diagnostics
import Linting
import ProjectModel
import Time

/// # connector/twilio-date-filter
///
/// Dates that filter Twilio messages must be in ISO 8601 format.
///
/// Twilio accepts a date (`2026-04-19`) or a date and time (`2026-04-19T08:30:00Z`); it rejects
/// other values or ignores the filter. Use one of these formats, or compute the date, as in
/// `=string(today())`.
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" name="List messages"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="listMessages" target="operationType" />
///       <zeebe:input source="1️⃣19.04.2026" target="dateSentValue" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="send" name="List messages"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="listMessages" target="operationType" />
///       <zeebe:input source="2026-04-19" target="dateSentValue" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum DateFilterRule {
  static let rule = LintRule(project: "connector/twilio-date-filter", .error) { input in
    input.twilioCalls.filter { $0.operation == .listMessages }.flatMap { call in
      call.constants([
        "dateSentValue", "dateSentBeforeValue", "dateSentAfterValue", "queryParameters.DateSent",
        "queryParameters.DateSent<", "queryParameters.DateSent>",
      ])
      .filter { !TwilioDate.isFilter($0.text) }
      .map { .badDate($0, call) }
    }
  }
}

extension Diagnostic {
  fileprivate static func badDate(
    _ constant: ConnectorConstant, _ call: TwilioCall
  ) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-date-filter", severity: .error,
      message: "the date '\(constant.text)' of \"\(call.element.label)\" is not in ISO 8601 format",
      help: "Use a date such as 2026-04-19 or a date and time such as 2026-04-19T08:30:00Z.",
      location: constant.location, element: call.element.reference)
  }
}
