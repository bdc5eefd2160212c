import BPMN
import Diagnostics
import Linting
import ProjectModel
import Text

/// # connector/twilio-whatsapp-prefix
///
/// A WhatsApp address must have the prefix `whatsapp:`.
///
/// Twilio selects the channel by the address alone: a number without the prefix is an SMS number.
/// The message is sent as an SMS, or rejected with error 21910 because sender and recipient use
/// different channels. Use `whatsapp:+15005550006`.
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="sendWhatsApp" target="operationType" />
///       <zeebe:input source="whatsapp:+15005550006" target="From" />
///       <zeebe:input source="1️⃣+15005550001" target="To" />
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
///       <zeebe:input source="sendWhatsApp" target="operationType" />
///       <zeebe:input source="whatsapp:+15005550006" target="From" />
///       <zeebe:input source="whatsapp:+15005550001" target="To" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum WhatsAppPrefixRule {
  static let rule = LintRule(project: "connector/twilio-whatsapp-prefix", .error) { input in
    input.twilioCalls.flatMap { call -> [Diagnostic] in
      switch call.operation {
      case .sendWhatsApp:
        return plainNumbers(call.constants(["From", "To", "body.From", "body.To"]))
          .map { .missingPrefix($0, call, "WhatsApp addresses have a prefix") }
      case .sendSMS:
        let addresses = call.constants(["body.From", "body.To"])
        guard addresses.contains(where: { PhoneNumber.isWhatsApp($0.text) }) else {
          return []
        }
        return plainNumbers(addresses).map { .missingPrefix($0, call, "the other address has one") }
      case .getMessage, .listMessages, .other: return []
      }
    }
  }

  private static func plainNumbers(_ constants: [ConnectorConstant]) -> [ConnectorConstant] {
    constants.filter { TwilioAddress($0.text) == .phoneNumber }
  }
}

extension Diagnostic {
  fileprivate static func missingPrefix(
    _ constant: ConnectorConstant, _ call: TwilioCall, _ reason: String
  ) -> Diagnostic {
    let address = PhoneNumber.onWhatsApp(constant.text)
    return Diagnostic(
      rule: "connector/twilio-whatsapp-prefix", severity: .error,
      message:
        "'\(constant.text)' of \"\(call.element.label)\" is missing the prefix whatsapp: (\(reason))",
      help: "Use \(address).",
      location: constant.location, element: call.element.reference,
      fixIt: FixIt(title: "write \(address)", edits: [constant.edit(address)]))
  }
}
