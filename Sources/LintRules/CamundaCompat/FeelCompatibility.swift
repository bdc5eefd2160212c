import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel
import XML

extension LintRule {
  /// # camunda-compat/feel-compatibility
  ///
  /// Expressions must only call functions that the diagram's platform version supports.
  ///
  /// A call of an unknown function returns null, and what follows silently goes wrong. Raise the
  /// diagram's execution platform version, or avoid the function.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5.0">
  ///   <bpmn:process id="order" isExecutable="true">
  ///     <bpmn:scriptTask id="trim" name="Trim the name">
  ///       <bpmn:extensionElements>
  ///         <zeebe:script expression="=1️⃣trim(name)" resultVariable="name" />
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
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.6.0">
  ///   <bpmn:process id="order" isExecutable="true">
  ///     <bpmn:scriptTask id="trim" name="Trim the name">
  ///       <bpmn:extensionElements>
  ///         <zeebe:script expression="=trim(name)" resultVariable="name" />
  ///       </bpmn:extensionElements>
  ///     </bpmn:scriptTask>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatFeelCompatibility = compat(
    "feel-compatibility", .error
  ) { rule in
    guard let version = rule.version.map({ CamundaVersion($0.major, $0.minor) }) else { return [] }
    return rule.expressions.compactMap { place, element in
      // Invalid expressions are reported by `feel`.
      guard let expression = try? place.parsed(),
        let call = expression.calls.first(where: { $0.isMissing(in: version) }),
        let needed = CamundaVersion.ofFunctions[call.name]
      else { return nil }
      return rule.finding(
        "\"\(element.label)\", \(place.field): the function '\(call.name)' requires \(needed), but the "
          + "diagram targets \(version)",
        help: "Raise the diagram's execution platform version, or avoid the function.", on: element,
        at: place.location(of: call.nameRange), path: place.metamodelPath(from: element))
    }
  }
}

extension FEELCall {
  fileprivate func isMissing(in version: CamundaVersion) -> Bool {
    !isLocal && CamundaVersion.ofFunctions[name].map { version < $0 } ?? false
  }
}
