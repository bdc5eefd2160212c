import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel

/// # feel/unknown-function
///
/// A FEEL expression should only call functions that exist where it is evaluated.
///
/// A call of an unknown function returns null without any warning. `bpmnc feel functions` lists the
/// functions. Connector functions such as `bpmnError` exist only in result and error expressions.
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
/// The arguments of a function call should match one of its signatures.
///
/// With the wrong number of arguments, unknown parameter names, or arguments that always have the
/// wrong type, the call returns null without any warning. `bpmnc feel functions` lists the
/// signatures.
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
/// A FEEL expression should not use functions newer than the diagram's platform version.
///
/// The engine of that version does not know the function, and the call returns null. A file without
/// a version is checked against the newest one. Raise the diagram's execution platform version, or
/// avoid the function.
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
/// An expression should mean the same in Camunda as in standard FEEL.
///
/// Camunda rejects some expressions that the standard allows, and interprets others differently.
/// The message explains the difference. Rewrite the expression so that both agree.
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
/// Operands should have matching types, and accessed members should exist.
///
/// A number and a string cannot be added, and a string never equals a number: such an expression
/// returns null or false without any warning. Webhooks and REST connectors have known members, so
/// that `request.boddy` is also found. Process variables may hold anything and are not checked.
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
  static let rule = LintRule(
    project: FEELFinding.Kind.allCases.map { "feel/\($0.rawValue)" }, .warning
  ) { input in
    input.diagrams.flatMap { diagram -> [Diagnostic] in
      let version = CamundaVersion(diagram.version.major, diagram.version.minor)
      return diagram.expressions.flatMap { place -> [Diagnostic] in
        // Invalid expressions are reported by `feel/syntax`.
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
      case .unknownFunction, .arguments: "Run 'bpmnc feel functions' for a list."
      case .version: "Raise the diagram's execution platform version, or avoid the function."
      case .camundaReadsDifferently, .types: nil
      }
    return place.diagnostic(
      "feel/\(finding.kind.rawValue)", finding.severity, finding.message, help: help,
      at: finding.range)
  }
}
