import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel

/// # connector/twilio-credentials
///
/// A call to Twilio must have a complete pair of credentials.
///
/// That is the account SID with its auth token, or an API key with its secret; the account SID is
/// part of the URL in both cases. If one half is missing, or the account SID is combined with the
/// secret of an API key, Twilio responds with 401. Set both fields, using `{{secrets.NAME}}`.
///
/// Bad:
/// ```xml
/// 1️⃣<bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="accountSidAuthToken" target="authType" />
///       <zeebe:input source="{{secrets.TWILIO_ACCOUNT_SID}}" target="accountSid" />
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
///       <zeebe:input source="accountSidAuthToken" target="authType" />
///       <zeebe:input source="{{secrets.TWILIO_ACCOUNT_SID}}" target="accountSid" />
///       <zeebe:input source="{{secrets.TWILIO_AUTH_TOKEN}}" target="authentication.password" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum CredentialsRule {
  static let rule = LintRule(project: "connector/twilio-credentials", .error) { input in
    input.twilioCalls.flatMap { $0.hasTemplate ? template($0) : task($0) }
  }

  private static func template(_ call: TwilioCall) -> [Diagnostic] {
    switch call.inputs["authType"]?.value {
    case "accountSidAuthToken":
      return missing(
        [("accountSid", "account SID"), ("authentication.password", "auth token")], call)
    case "apiKeySecret":
      let fields = [
        ("accountSid", "account SID"), ("authentication.username", "API key"),
        ("authentication.password", "API key's secret"),
      ]
      let isAccount = call.inputs["authentication.username"].map {
        $0.variables.map(\.path) == [["accountSid"]]
      }
      return missing(fields, call) + (isAccount == true ? [.accountForKey(call)] : [])
    default:
      return [.noPair(call)]
    }
  }

  /// An HTTP task: the fields it needs depend on its authentication type.
  private static func task(_ call: TwilioCall) -> [Diagnostic] {
    let names = call.inputs.keys
    let hasHeader =
      call.inputs["headers.Authorization"] != nil
      || call.inputs["headers"]?.value.lowercased().contains("authorization") == true
    if hasHeader || names.contains("authentication")
      || names.contains("authenticationConfiguration")
    {
      return []
    }
    switch call.inputs["authentication.type"]?.value {
    case nil, "", "noAuth": return [.noPair(call)]
    case "basic":
      return missing(
        [
          ("authentication.username", "account SID or API key"),
          ("authentication.password", "auth token or secret"),
        ], call)
    default: return []
    }
  }

  private static func missing(_ fields: [(String, String)], _ call: TwilioCall) -> [Diagnostic] {
    fields.filter { call.input($0.0) == nil }
      .map { .missingCredential(call.inputs[$0.0], $0.1, call) }
  }
}

extension Diagnostic {
  private static let rule = "connector/twilio-credentials"

  fileprivate static func missingCredential(
    _ field: ConnectorField?, _ title: String, _ call: TwilioCall
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .error,
      message: "\"\(call.element.label)\" calls Twilio without the \(title)",
      help: "Set it to {{secrets.NAME}}; Twilio responds with 401 to incomplete credentials.",
      location: field?.location ?? call.element.location, element: call.element.reference)
  }

  fileprivate static func accountForKey(_ call: TwilioCall) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .error,
      message:
        "\"\(call.element.label)\" authenticates with an API key, but sends the account SID as the key",
      help: "Set the API key (SK…) that belongs to the secret.",
      location: call.inputs["authentication.username"]?.location ?? call.element.location,
      element: call.element.reference)
  }

  fileprivate static func noPair(_ call: TwilioCall) -> Diagnostic {
    let field = call.inputs["authType"] ?? call.inputs["authentication.type"]
    return Diagnostic(
      rule: rule, severity: .error,
      message: "\"\(call.element.label)\" calls Twilio without credentials",
      help: "Use the account SID and auth token, or an API key and its secret.",
      location: field?.location ?? call.element.location, element: call.element.reference)
  }
}
