import BPMN
import Diagnostics
import Linting
import ProjectModel

/// # connector/twilio-page-size
///
/// The page size of a message list must be an integer from 1 to 1000.
///
/// Twilio rejects other values. Leave the field empty for the default of 50 messages.
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" name="List messages"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="listMessages" target="operationType" />
///       <zeebe:input source="1️⃣5000" target="pageSizeValue" />
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
///       <zeebe:input source="1000" target="pageSizeValue" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum PageSizeRule {
  static let rule = LintRule(project: "connector/twilio-page-size", .error) { input in
    input.twilioCalls.filter { $0.operation == .listMessages }.flatMap { call in
      call.constants(["pageSizeValue", "queryParameters.PageSize"])
        .filter { constant in !(Int(constant.text).map { 1...1000 ~= $0 } ?? false) }
        .map { .badPageSize($0, call) }
    }
  }
}

extension Diagnostic {
  fileprivate static func badPageSize(
    _ constant: ConnectorConstant, _ call: TwilioCall
  ) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-page-size", severity: .error,
      message:
        "the page size '\(constant.text)' of \"\(call.element.label)\" is not an integer from 1 "
        + "to 1000",
      help: "Use a value from 1 to 1000, or leave it empty for 50 messages.",
      location: constant.location, element: call.element.reference)
  }
}
