import BPMN
import Diagnostics
import ProjectModel
import SecretReferences

/// # secret/engine-form
///
/// `camunda.secrets.NAME` should only be used where the target Camunda version resolves it.
///
/// Camunda's engine supports this form from 8.10 on, and only as the entire expression of an input
/// mapping: `=camunda.secrets.TOKEN`. Names with characters other than letters, digits and `_` need
/// backticks. In a list, a context, a larger expression or a string it is rejected or null, and
/// older versions treat it as a variable. The bpmnc executor does not resolve it.
/// `{{secrets.NAME}}` works everywhere; `bpmnc secrets --fix` converts to it where that is safe.
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" zeebe:modelerTemplate="http">
///   <bpmn:extensionElements>
///     <zeebe:taskDefinition type="io.camunda:http-json:1" />
///     <zeebe:ioMapping>
///       <zeebe:input source="=&quot;Bearer &quot; + 1️⃣camunda.secrets.TOKEN" target="token" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="send" zeebe:modelerTemplate="http">
///   <bpmn:extensionElements>
///     <zeebe:taskDefinition type="io.camunda:http-json:1" />
///     <zeebe:ioMapping>
///       <zeebe:input source="=&quot;Bearer {{secrets.TOKEN}}&quot;" target="token" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
extension Diagnostic {
  private static let engineForm = "secret/engine-form"

  static func engineSecret(
    _ use: SecretUse, _ position: SecretPosition, _ platform: PlatformVersion,
    runtime: ProjectEnvironment.Runtime?, canBeFixed: Bool
  ) -> Diagnostic {
    let form = "'camunda.secrets.\(use.reference.name)'"
    let message: String
    if position.isText {
      message =
        platform >= PlatformVersion(8, 10) && use.text.value.hasPrefix("=")
        ? "\(form) is used in a string, which Camunda \(platform.short) rejects"
        : "\(form) is used in static text, where at most 'secrets.\(use.reference.name)' is replaced"
    } else if runtime == .bpmnc {
      message = "\(form) is not resolved by the bpmnc executor: it is null"
    } else if platform < PlatformVersion(8, 10) {
      message = "\(form) is not supported by Camunda \(platform.short): it is null"
    } else if case .whole = position {
      message = "\(form) needs backticks around its name: FEEL parses it as a calculation"
    } else {
      message =
        "\(form) is part of a larger expression, where Camunda \(platform.short) does not resolve it"
    }
    let edit = canBeFixed ? position.edit(use) : nil
    return use.finding(
      engineForm, message,
      help: edit == nil
        ? "Make it the entire expression of an input mapping, or use the string "
          + "\"{{secrets.\(use.reference.name)}}\"."
        : "Use {{secrets.\(use.reference.name)}}\(position.isText ? "" : " in a string"); "
          + "'bpmnc secrets --fix' changes it.",
      edit: edit)
  }

  static func engineSecretInWebhook(_ use: SecretUse, _ position: SecretPosition) -> Diagnostic {
    use.finding(
      engineForm,
      "'camunda.secrets.\(use.reference.name)' is only resolved in input mappings, not in the settings "
        + "of an inbound connector",
      help: "Use {{secrets.\(use.reference.name)}} instead.",
      edit: position.isText ? position.edit(use) : nil)
  }
}

extension PlatformVersion {
  fileprivate var short: String { "\(major).\(minor)" }
}
