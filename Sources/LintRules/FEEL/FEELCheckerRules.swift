import Webhooks
import Linting
import ProjectModel
import BPMN
import Diagnostics
import FEEL

/// # feel/unknown-function
///
/// Every function that FEEL calls exists where the expression is evaluated.
///
/// A call of an unknown function is null, and nobody is told. `bpmnc feel functions` lists the
/// functions. Those of connectors, such as `bpmnError`, exist in result and error expressions only.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="task" name="Look up">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="=1️⃣upperCase(city)" target="city" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="task" name="Look up">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="=upper case(city)" target="city" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// # feel/arguments
///
/// A call fits one of the forms of its function.
///
/// With another number of arguments, other names, or arguments that are always of another type, the
/// result is null, and nobody is told. `bpmnc feel functions` lists the forms.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="task" name="Look up">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="=1️⃣contains(city)" target="found" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="task" name="Look up">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source='=contains(city, "burg")' target="found" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// # feel/version
///
/// Functions are not newer than the platform that the diagram is made for.
///
/// The engine of that version does not know the function, and the call is null. A file that names
/// no version is checked for the newest. Raise the diagram's execution platform version, or do
/// without the function.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.2">
///   <bpmn:process id="process" isExecutable="true">
///     <bpmn:scriptTask id="task" name="Clean up">
///       <bpmn:extensionElements>
///         <zeebe:script expression="=1️⃣trim(input)" resultVariable="text" />
///       </bpmn:extensionElements>
///     </bpmn:scriptTask>
///   </bpmn:process>
/// </bpmn:definitions>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.9">
///   <bpmn:process id="process" isExecutable="true">
///     <bpmn:scriptTask id="task" name="Clean up">
///       <bpmn:extensionElements>
///         <zeebe:script expression="=trim(input)" resultVariable="text" />
///       </bpmn:extensionElements>
///     </bpmn:scriptTask>
///   </bpmn:process>
/// </bpmn:definitions>
/// ```
///
/// # feel/camunda-reads-differently
///
/// An expression means to Camunda's engine what it means in the language.
///
/// Camunda refuses some texts that the standard allows, and reads others as something else. The
/// message says how. Write it so that both agree.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="task" name="Look up">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="=1️⃣1e3" target="limit" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="task" name="Look up">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="=1000" target="limit" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// # feel/types
///
/// Operands go together, and entries exist.
///
/// A number and a text have no sum, and a text is never equal to a number: such results are null or
/// false, and nobody is told. Webhooks and REST connectors have fixed entries, so that
/// `request.boddy` is found, too. Variables of a process may be anything and are not judged.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="task" name="Look up">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source='=1️⃣"No. " + 7' target="label" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="task" name="Look up">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source='="No. " + string(7)' target="label" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum FEELCheckerRules {
  static func check(_ input: ProjectInput) -> [Diagnostic] {
    input.diagrams.flatMap { diagram -> [Diagnostic] in
      let version = CamundaVersion(diagram.version.major, diagram.version.minor)
      return diagram.expressions.flatMap { place -> [Diagnostic] in
        // What can't be read is the matter of `feel/syntax`.
        guard let expression = try? place.parsed() else { return [] }
        return FEELChecker.check(expression, against: place.variables, version: version)
          .map { .feelFinding($0, place) }
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func feelFinding(_ finding: FEELFinding, _ place: FEELPlace) -> Diagnostic {
    let help: String? =
      switch finding.kind {
      case .unknownFunction, .arguments: "'bpmnc feel functions' lists them all."
      case .version: "Raise the diagram's execution platform version, or do without it."
      case .camundaReadsDifferently, .types: nil
      }
    return place.diagnostic(
      "feel/\(finding.kind.rawValue)", finding.severity, finding.message, help: help,
      at: finding.range)
  }
}
