import BPMN
import Diagnostics
import ProjectModel
import SecretReferences

/// # secret/bare-form
///
/// A secret should be referenced as `{{secrets.NAME}}`, in braces.
///
/// The bare form `secrets.NAME` is deprecated. Where Camunda's runtime still supports it, it
/// replaces anything that looks like a reference in any text, even an address such as
/// `https://my.secrets.org`, and a missing secret fails the job. In FEEL outside a string it is a
/// variable named `secrets`, which is null: the request is sent without the value. The bpmnc
/// executor does not resolve the bare form. `bpmnc secrets --fix` adds the braces where that cannot
/// change anything else.
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
    _ use: SecretUse, _ position: SecretPosition, runtime: ProjectEnvironment.Runtime?,
    canBeFixed: Bool
  ) -> Diagnostic {
    let name = use.reference.name
    let edit = canBeFixed ? position.edit(use) : nil
    let message =
      switch position {
      case .text(false), .literal(false):
        "'secrets.\(name)' within a longer word is replaced as the secret '\(name)'"
      case .text, .literal:
        runtime == .bpmnc
          ? "the bare reference to the secret '\(name)' is not resolved: the bpmnc executor requires braces"
          : "the secret '\(name)' uses the deprecated bare form, which replaces anything that "
            + "looks like it"
      case .whole, .path, .code, .variable:
        canBeFixed
          ? "'secrets.\(name)' refers to the variable 'secrets', which is null, not to a secret"
          : "the value of 'secrets.\(name)' would become part of the expression"
      }
    return use.finding(
      "secret/bare-form", message, help: help(name, edit != nil, position), edit: edit)
  }

  private static func help(_ name: String, _ isFixable: Bool, _ position: SecretPosition) -> String
  {
    if isFixable {
      return "Use {{secrets.\(name)}}\(position.isText ? "" : " in a string"); "
        + "'bpmnc secrets --fix' changes it."
    }
    switch position {
    case .text, .literal:
      return "Use {{secrets.NAME}} if a secret is meant; otherwise rephrase the text."
    default:
      return "Secrets are resolved after FEEL is evaluated, so FEEL cannot compute with them; "
        + "use the string \"{{secrets.\(name)}}\" where the value should appear."
    }
  }
}
