import Linting
import SecretReferences
import BPMN
import Diagnostics

/// # secret/unresolved-place
///
/// A secret stands where the connector runtime puts its value in.
///
/// Values are put into the input mappings of connector tasks and into the settings of inbound connectors,
/// and nowhere else. In task headers, result and error expressions, conditions, correlation keys and
/// the mappings of other elements the placeholder stays a text, and the process goes on with that
/// text: a request is sent with it, a comparison fails, and nobody is told.
///
/// In an input that is FEEL the placeholder must stand inside a string: `="Bearer {{secrets.TOKEN}}"`.
///
/// Runtimes that check which secrets an element may have, as new ones do by default, ask for an
/// element template on the task.
///
/// Severity: warning
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
      "the secret '\(use.reference.name)' stands in \(place), where no value is put in",
      help: remedy == .input
        ? "Hand it in by an input mapping of the connector task that needs it."
        : "Only input mappings of connector tasks and settings of inbound connectors get values; "
          + "write what is meant, or use a variable.")
  }

  /// Braces outside a string of FEEL.
  static func secretOutsideText(_ use: SecretUse, _ standing: SecretStanding) -> Diagnostic {
    var edit: TextEdit?
    if case .whole = standing { edit = standing.edit(use) }
    return use.finding(
      unresolvedPlace,
      "the secret '\(use.reference.name)' stands outside of any text of the expression, which FEEL "
        + "cannot read",
      help: "Put it into a string: \"{{secrets.\(use.reference.name)}}\".", edit: edit)
  }

  static func secretAsCode(_ use: SecretUse) -> Diagnostic {
    use.finding(
      unresolvedPlace,
      "the value of the secret '\(use.reference.name)' would become part of the expression itself",
      help: "Put it into a string: \"{{secrets.\(use.reference.name)}}\".")
  }

  static func secretWithoutTemplate(_ use: SecretUse) -> Diagnostic {
    use.finding(
      unresolvedPlace,
      "the secret '\(use.reference.name)' is used in a task without an element template: connector "
        + "runtimes with the strict filter leave the placeholder as it is",
      help: "Apply the connector's template to the task, or set the filter of the runtime "
        + "(camunda.connector.secret-resolver.secret-filter.mode).")
  }
}
