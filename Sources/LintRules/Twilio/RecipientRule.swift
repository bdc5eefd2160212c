import BPMN
import Diagnostics
import Linting
import ProjectModel

/// # connector/twilio-recipient
///
/// The recipient of a message must be an address that Twilio can deliver to.
///
/// That is a phone number in E.164 format (`+15005550001`) or a channel address
/// (`whatsapp:+15005550001`). Alphanumeric senders and short codes can send but not receive
/// messages through Twilio (errors 21211 and 21614). A list may be filtered by a short code,
/// because people send messages to those. Values computed by FEEL or taken from secrets are not
/// checked.
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="sendSms" target="operationType" />
///       <zeebe:input source="1️⃣Pizzeria" target="body.To" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="sendSms" target="operationType" />
///       <zeebe:input source="+15005550001" target="body.To" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum RecipientRule {
  static let rule = LintRule(project: "connector/twilio-recipient", .error) { input in
    input.twilioCalls.flatMap { call -> [Diagnostic] in
      switch call.operation {
      case .sendSMS, .sendWhatsApp:
        call.constants(call.operation == .sendSMS ? ["body.To"] : ["To", "body.To"])
          .compactMap { constant in
            problem(constant, call).map { .badRecipient(constant, call, $0) }
          }
      case .listMessages:
        call.constants(["toFilterValue", "queryParameters.To"]).compactMap { constant in
          switch TwilioAddress(constant.text) {
          case .name, .unreadable:
            .badRecipient(constant, call, "is not a valid recipient address")
          default: nil
          }
        }
      case .getMessage, .other: []
      }
    }
  }

  private static func problem(_ constant: ConnectorConstant, _ call: TwilioCall) -> String? {
    let isWhatsApp = call.operation == .sendWhatsApp
    switch TwilioAddress(constant.text) {
    case .phoneNumber, .channel("whatsapp"): return nil
    case .channel: return isWhatsApp ? "is not a WhatsApp address" : nil
    case _ where isWhatsApp: return "is not a WhatsApp address"
    case .shortCode: return "is a short code, which Twilio does not deliver to"
    case .name: return "is an alphanumeric sender, which cannot receive messages"
    case .unreadable: return "is neither a phone number in E.164 format nor a channel address"
    }
  }
}

extension Diagnostic {
  fileprivate static func badRecipient(
    _ constant: ConnectorConstant, _ call: TwilioCall, _ problem: String
  ) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-recipient", severity: .error,
      message: "the recipient '\(constant.text)' of \"\(call.element.label)\" \(problem)",
      help: call.operation == .sendWhatsApp
        ? "Use whatsapp: followed by the number, such as whatsapp:+15005550001."
        : "Use + followed by country code and number, such as +15005550001.",
      location: constant.location, element: call.element.reference,
      fixIt: constant.repairedNumber)
  }
}
