import BPMN
import Diagnostics
import Linting
import ProjectModel

/// # connector/twilio-sender
///
/// The sender of a message must be one that Twilio accepts.
///
/// Twilio rejects (error 21212) a From value that is not one of these:
///
/// - a phone number in E.164 format: `+15005550006`
/// - a short code: `12345`
/// - an alphanumeric sender: `Pizzeria`, at most 11 characters with at least one letter
/// - a channel address: `whatsapp:+15005550006`
///
/// WhatsApp only accepts the last form. Values computed by FEEL or taken from secrets are not
/// checked.
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
  static let rule = LintRule(project: "connector/twilio-sender", .error) { input in
    input.twilioCalls.flatMap { call -> [Diagnostic] in
      switch call.operation {
      case .sendSMS:
        call.constants("body.From").compactMap { constant in
          TwilioAddress(constant.text) == .unreadable
            ? .badSender(
              constant, call,
              "is not a phone number in E.164 format, short code, alphanumeric sender or channel address"
            )
            : nil
        }
      case .sendWhatsApp:
        call.constants(["From", "body.From"]).compactMap { constant in
          switch TwilioAddress(constant.text) {
          case .channel("whatsapp"), .phoneNumber: nil
          default: .badSender(constant, call, "is not a WhatsApp address")
          }
        }
      case .listMessages:
        call.constants(["fromFilterValue", "queryParameters.From"]).compactMap { constant in
          TwilioAddress(constant.text) == .unreadable
            ? .badSender(constant, call, "is not a valid sender address") : nil
        }
      case .getMessage, .other: []
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func badSender(
    _ constant: ConnectorConstant, _ call: TwilioCall, _ problem: String
  ) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-sender", severity: .error,
      message: "the sender '\(constant.text)' of \"\(call.element.label)\" \(problem)",
      help: call.operation == .sendWhatsApp
        ? "Use whatsapp: followed by the number, such as whatsapp:+15005550006."
        : "Use a number such as +15005550006, a short code, a name of at most 11 letters and "
          + "digits, or an address such as whatsapp:+15005550006.",
      location: constant.location, element: call.element.reference,
      fixIt: constant.repairedNumber)
  }
}

extension ConnectorConstant {
  /// The fix for a number that only has the wrong punctuation.
  var repairedNumber: Diagnostic.FixIt? {
    TwilioAddress.repaired(text).map {
      Diagnostic.FixIt(title: "write \($0)", edits: [edit($0)])
    }
  }
}
