import Webhooks
import Linting
import ProjectModel
import BPMN
import Diagnostics

/// # connector/twilio-recipient
///
/// The recipient of a message is one that Twilio delivers to.
///
/// That is a phone number in E.164 form (`+15005550001`) or a channel address
/// (`whatsapp:+15005550001`). Alphanumeric senders and short codes can send but not receive through
/// Twilio (errors 21211 and 21614). The filter of a list may name a short code, because people
/// write to those. What FEEL computes and what a secret holds is not judged.
///
/// Severity: error
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
  static func check(_ input: ProjectInput) -> [Diagnostic] {
    input.twilioCalls.flatMap { call -> [Diagnostic] in
      switch call.operation {
      case .sendSMS, .sendWhatsApp:
        call.constants(call.operation == .sendSMS ? ["body.To"] : ["To", "body.To"])
          .compactMap { constant in fault(constant, call).map { .badRecipient(constant, call, $0) }
          }
      case .listMessages:
        call.constants(["toFilterValue", "queryParameters.To"]).compactMap { constant in
          switch TwilioAddress(constant.text) {
          case .name, .unreadable:
            .badRecipient(constant, call, "is no address that a message can go to")
          default: nil
          }
        }
      case .getMessage, .other: []
      }
    }
  }

  private static func fault(_ constant: ConnectorConstant, _ call: TwilioCall) -> String? {
    let isWhatsApp = call.operation == .sendWhatsApp
    switch TwilioAddress(constant.text) {
    case .phoneNumber, .channel("whatsapp"): return nil
    case .channel: return isWhatsApp ? "is no WhatsApp address" : nil
    case _ where isWhatsApp: return "is no WhatsApp address"
    case .shortCode: return "is a short code, to which Twilio sends nothing"
    case .name: return "is a name; names can only send"
    case .unreadable: return "is no phone number in E.164 form and no channel address"
    }
  }
}

extension Diagnostic {
  fileprivate static func badRecipient(
    _ constant: ConnectorConstant, _ call: TwilioCall, _ fault: String
  ) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-recipient", severity: .error,
      message: "the recipient '\(constant.text)' of \"\(call.element.label)\" \(fault)",
      help: call.operation == .sendWhatsApp
        ? "Write whatsapp: and the number, such as whatsapp:+15005550001."
        : "Write + and the number with its country code, such as +15005550001.",
      location: constant.location, element: call.element.reference,
      fixIt: constant.repairedNumber)
  }
}
