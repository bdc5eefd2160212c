import BPMN
import Diagnostics
import Linting
import ProjectModel
import Text

/// # connector/twilio-sid
///
/// A Twilio SID must have the prefix of its type and 32 hexadecimal digits.
///
/// Messages begin with SM (SMS) or MM (MMS), content templates with HX, messaging services with MG,
/// accounts with AC, and API keys with SK. With any other SID, Twilio responds with 404 or 401, or
/// rejects the message. Copy the SID from the Twilio Console, or compute it, as in `=sid`.
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" name="Look up SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="getMessage" target="operationType" />
///       <zeebe:input source="1️⃣SM42" target="messageSid" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="send" name="Look up SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="getMessage" target="operationType" />
///       <zeebe:input source="SM0123456789abcdef0123456789abcdef" target="messageSid" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum SIDRule {
  static let rule = LintRule(project: "connector/twilio-sid", .error) { input in
    input.twilioCalls.flatMap { call in
      fields(of: call).flatMap { field in
        call.constants(field.name)
          .filter { constant in !field.prefixes.contains(where: constant.text.isTwilioSID) }
          .map { .badSID($0, field, call) }
      }
    }
  }

  fileprivate struct Field {
    var name: String
    var title: String
    var prefixes: [String]
  }

  private static func fields(of call: TwilioCall) -> [Field] {
    let usesKey = call.inputs["authType"]?.value == "apiKeySecret"
    var fields = [
      Field(name: "accountSid", title: "account SID", prefixes: ["AC"]),
      Field(name: "messageSid", title: "message SID", prefixes: ["SM", "MM"]),
      Field(name: "ContentSid", title: "content SID", prefixes: ["HX"]),
      Field(name: "body.ContentSid", title: "content SID", prefixes: ["HX"]),
      Field(name: "body.MessagingServiceSid", title: "messaging service SID", prefixes: ["MG"]),
    ]
    if call.hasTemplate && usesKey {
      fields.append(
        Field(name: "authentication.username", title: "API key SID", prefixes: ["SK"]))
    } else {
      fields.append(
        Field(name: "authentication.username", title: "user name", prefixes: ["AC", "SK"]))
    }
    return fields
  }
}

extension Diagnostic {
  fileprivate static func badSID(
    _ constant: ConnectorConstant, _ field: SIDRule.Field, _ call: TwilioCall
  ) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-sid", severity: .error,
      message: "'\(constant.text)' of \"\(call.element.label)\" is not a valid \(field.title)",
      help: "Use \(field.prefixes.joined(separator: " or ")) followed by 32 hexadecimal digits.",
      location: constant.location, element: call.element.reference)
  }
}
