import BPMN
import Diagnostics
import SecretReferences

/// # secret/unresolved-place
///
/// A secret should only be used where the connector runtime resolves it.
///
/// Secrets are resolved only in the input mappings of connector tasks and in the settings of
/// inbound connectors. In task headers, result and error expressions, conditions, correlation keys
/// and the mappings of other elements, the placeholder remains as text without any warning: a
/// request is sent with it, or a comparison fails.
///
/// In a FEEL input, the placeholder must be inside a string: `="Bearer {{secrets.TOKEN}}"`.
/// Runtimes that check which secrets an element may use, the default in new ones, require an
/// element template on the task.
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" zeebe:modelerTemplate="http">
///   <bpmn:extensionElements>
///     <zeebe:taskDefinition type="io.camunda:http-json:1" />
///     <zeebe:taskHeaders>
///       <zeebe:header key="region" value="1️⃣{{secrets.REGION}}" />
///     </zeebe:taskHeaders>
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
///       <zeebe:input source="{{secrets.REGION}}" target="region" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
extension Diagnostic {
  private static let unresolvedPlace = "secret/unresolved-place"

  static func secretInUnresolvedPlace(
    _ use: SecretUse, _ place: String, _ remedy: SecretSite.Remedy
  ) -> Diagnostic {
    use.finding(
      unresolvedPlace,
      "the secret '\(use.reference.name)' is used in \(place), where secrets are not resolved",
      help: remedy == .input
        ? "Pass it through an input mapping of the connector task that needs it."
        : "Use a literal value or a variable: secrets are only resolved in input mappings of "
          + "connector tasks and settings of inbound connectors.")
  }

  /// Braces outside a FEEL string.
  static func secretOutsideString(_ use: SecretUse, _ position: SecretPosition) -> Diagnostic {
    var edit: TextEdit?
    if case .whole = position { edit = position.edit(use) }
    return use.finding(
      unresolvedPlace,
      "the secret '\(use.reference.name)' is used outside a string, where it is not valid "
        + "FEEL",
      help: "Put it in a string: \"{{secrets.\(use.reference.name)}}\".", edit: edit)
  }

  static func secretAsCode(_ use: SecretUse) -> Diagnostic {
    use.finding(
      unresolvedPlace,
      "the value of the secret '\(use.reference.name)' would become part of the expression",
      help: "Put it in a string: \"{{secrets.\(use.reference.name)}}\".")
  }

  static func secretWithoutTemplate(_ use: SecretUse) -> Diagnostic {
    use.finding(
      unresolvedPlace,
      "the secret '\(use.reference.name)' is used in a task without an element template: connector "
        + "runtimes with the strict filter do not resolve it",
      help: "Apply the connector's template to the task, or change the runtime's filter "
        + "(camunda.connector.secret-resolver.secret-filter.mode).")
  }
}
