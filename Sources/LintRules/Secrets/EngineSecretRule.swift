import Linting
import ProjectModel
import SecretReferences
import BPMN
import Diagnostics

/// # secret/engine-form
///
/// `camunda.secrets.NAME` stands where the target version of Camunda fills it.
///
/// Camunda's engine knows this form since 8.10, in input mappings only, as the whole of the expression:
/// `=camunda.secrets.TOKEN`. A name with other characters than letters, digits and `_` stands in backticks.
/// In a list, a context, a larger expression or a string it is refused or null, and older versions take it
/// for a variable. bpmnc's own executor does not fill it.
///
/// `{{secrets.NAME}}` works on all of them; `bpmnc secrets --fix` writes it where that is safe.
///
/// Severity: warning
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
    _ use: SecretUse, _ standing: SecretStanding, _ platform: PlatformVersion,
    runtime: ProjectEnvironment.Runtime?, canBeFixed: Bool
  ) -> Diagnostic {
    let form = "'camunda.secrets.\(use.reference.name)'"
    let message: String
    if standing.isText {
      message =
        platform >= PlatformVersion(8, 10) && use.text.value.hasPrefix("=")
        ? "\(form) stands in a string, which Camunda \(platform.short) refuses"
        : "\(form) stands in a text: at most 'secrets.\(use.reference.name)' of it is replaced"
    } else if runtime == .bpmnc {
      message = "\(form) is not filled by bpmnc's executor: it is null"
    } else if platform < PlatformVersion(8, 10) {
      message = "\(form) is unknown to Camunda \(platform.short): it is null"
    } else if case .whole = standing {
      message = "\(form) needs backticks around its name: FEEL reads a calculation"
    } else {
      message =
        "\(form) is part of a larger expression, where Camunda \(platform.short) fills nothing"
    }
    let edit = canBeFixed ? standing.edit(use) : nil
    return use.finding(
      engineForm, message,
      help: edit == nil
        ? "Let it be the whole of an input mapping, or write the string "
          + "\"{{secrets.\(use.reference.name)}}\"."
        : "Write {{secrets.\(use.reference.name)}}\(standing.isText ? "" : " in a string"); "
          + "'bpmnc secrets --fix' does.",
      edit: edit)
  }

  static func engineSecretInWebhook(_ use: SecretUse, _ standing: SecretStanding) -> Diagnostic {
    use.finding(
      engineForm,
      "'camunda.secrets.\(use.reference.name)' is filled in input mappings only, not in the settings "
        + "of an inbound connector",
      help: "Write {{secrets.\(use.reference.name)}}.",
      edit: standing.isText ? standing.edit(use) : nil)
  }
}

extension PlatformVersion {
  fileprivate var short: String { "\(major).\(minor)" }
}
