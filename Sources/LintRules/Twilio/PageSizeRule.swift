import Webhooks
import Linting
import ProjectModel
import BPMN
import Diagnostics

/// # connector/twilio-page-size
///
/// A page of messages has 1 to 1000 of them.
///
/// Twilio refuses other sizes. Leave the field empty for 50 messages, or write a whole number from
/// 1 to 1000.
///
/// Severity: error
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
  static func check(_ input: ProjectInput) -> [Diagnostic] {
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
        "the page size '\(constant.text)' of \"\(call.element.label)\" is no whole number from 1 "
        + "to 1000",
      help: "Twilio gives at most 1000 messages at once; without a page size it gives 50.",
      location: constant.location, element: call.element.reference)
  }
}
