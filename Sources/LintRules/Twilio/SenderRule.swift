import Webhooks
import Linting
import ProjectModel
import BPMN
import Diagnostics

/// # connector/twilio-sender
///
/// The sender of a message is one that Twilio accepts.
///
/// Twilio refuses (error 21212) a From that is none of these:
///
/// - a phone number in E.164 form: `+15005550006`
/// - a short code: `12345`
/// - an alphanumeric sender: `Pizzeria`, at most 11 characters with a letter among them
/// - a channel address: `whatsapp:+15005550006`
///
/// WhatsApp takes the last form only. What FEEL computes and what a secret holds is not judged.
/// Write the sender in one of these forms.
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
///       <zeebe:input source="1️⃣+1 (500) 555-0006" target="body.From" />
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
///       <zeebe:input source="+15005550006" target="body.From" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum SenderRule {
  static func check(_ input: ProjectInput) -> [Diagnostic] {
    input.twilioCalls.flatMap { call -> [Diagnostic] in
      switch call.operation {
      case .sendSMS:
        call.constants("body.From").compactMap { constant in
          TwilioAddress(constant.text) == .unreadable
            ? .badSender(
              constant, call,
              "is no phone number in E.164 form, short code, alphanumeric sender or channel address"
            )
            : nil
        }
      case .sendWhatsApp:
        call.constants(["From", "body.From"]).compactMap { constant in
          switch TwilioAddress(constant.text) {
          case .channel("whatsapp"), .phoneNumber: nil
          default: .badSender(constant, call, "is no WhatsApp address")
          }
        }
      case .listMessages:
        call.constants(["fromFilterValue", "queryParameters.From"]).compactMap { constant in
          TwilioAddress(constant.text) == .unreadable
            ? .badSender(constant, call, "is no address that a message can come from") : nil
        }
      case .getMessage, .other: []
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func badSender(
    _ constant: ConnectorConstant, _ call: TwilioCall, _ fault: String
  ) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-sender", severity: .error,
      message: "the sender '\(constant.text)' of \"\(call.element.label)\" \(fault)",
      help: call.operation == .sendWhatsApp
        ? "Write whatsapp: and the number, such as whatsapp:+15005550006."
        : "Write a number such as +15005550006, a short code, a name of at most 11 letters and "
          + "digits, or an address such as whatsapp:+15005550006.",
      location: constant.location, element: call.element.reference,
      fixIt: constant.repairedNumber)
  }
}

extension ConnectorConstant {
  /// The fix for a number that has the wrong punctuation only.
  var repairedNumber: Diagnostic.FixIt? {
    TwilioAddress.repaired(text).map {
      Diagnostic.FixIt(title: "write \($0)", edits: [edit($0)])
    }
  }
}
