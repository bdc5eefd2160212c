import Linting
import ProjectModel
import SecretReferences
import BPMN
import Diagnostics

/// # secret/bare-form
///
/// A secret is written `{{secrets.NAME}}`, in braces.
///
/// The bare form `secrets.NAME` is deprecated. Where Camunda's runtime still knows it, it replaces
/// whatever looks like it in any text, an address `https://my.secrets.org` as well, and a missing one
/// fails the job. In FEEL outside of a string it is a variable called `secrets`, which is null: the
/// request goes out without the value. bpmnc's own executor leaves the bare form as it is.
///
/// `bpmnc secrets --fix` writes the braces where that cannot change anything else.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" zeebe:modelerTemplate="http">
///   <bpmn:extensionElements>
///     <zeebe:taskDefinition type="io.camunda:http-json:1" />
///     <zeebe:ioMapping>
///       <zeebe:input source="1️⃣secrets.TOKEN" target="token" />
///       <zeebe:input source="=&quot;Bearer &quot; + 2️⃣secrets.TOKEN" target="header" />
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
///       <zeebe:input source="{{secrets.TOKEN}}" target="token" />
///       <zeebe:input source="=&quot;Bearer {{secrets.TOKEN}}&quot;" target="header" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
extension Diagnostic {
  static func bareSecret(
    _ use: SecretUse, _ standing: SecretStanding, runtime: ProjectEnvironment.Runtime?,
    canBeFixed: Bool
  ) -> Diagnostic {
    let name = use.reference.name
    let edit = canBeFixed ? standing.edit(use) : nil
    let message =
      switch standing {
      case .text(false), .literal(false):
        "'secrets.\(name)' in a longer word is taken for the secret '\(name)' and replaced"
      case .text, .literal:
        runtime == .bpmnc
          ? "the secret '\(name)' in its bare form stays a text: bpmnc's executor fills braces only"
          : "the secret '\(name)' is written in the deprecated bare form, which replaces anything that "
            + "looks like it"
      case .whole, .path, .code, .variable:
        canBeFixed
          ? "'secrets.\(name)' is read as the variable 'secrets', which is null, and not as a secret"
          : "the value of 'secrets.\(name)' would become part of the expression itself"
      }
    return use.finding(
      "secret/bare-form", message, help: help(name, edit != nil, standing), edit: edit)
  }

  private static func help(_ name: String, _ isFixable: Bool, _ standing: SecretStanding) -> String
  {
    if isFixable {
      return "Write {{secrets.\(name)}}\(standing.isText ? "" : " in a string"); "
        + "'bpmnc secrets --fix' does."
    }
    switch standing {
    case .text, .literal:
      return "Write {{secrets.NAME}} if a secret is meant; what is not meant so needs other words."
    default:
      return "A value is put in after FEEL has run, so it cannot be tested or calculated with; "
        + "write the string \"{{secrets.\(name)}}\" where it is to appear."
    }
  }
}
