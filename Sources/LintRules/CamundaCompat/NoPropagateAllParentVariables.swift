import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-propagate-all-parent-variables
  ///
  /// Restricting the variables of a called process requires Camunda 8.2.
  ///
  /// Older engines ignore `propagateAllParentVariables="false"` and pass all variables. Remove the
  /// attribute, so that the diagram shows what happens.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.1">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:callActivity id="pay" name="Pay">
  ///       <bpmn:extensionElements>
  ///         <zeebe:calledElement processId="payment" 1️⃣propagateAllParentVariables="false" />
  ///       </bpmn:extensionElements>
  ///     </bpmn:callActivity>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.1">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:callActivity id="pay" name="Pay">
  ///       <bpmn:extensionElements>
  ///         <zeebe:calledElement processId="payment" />
  ///       </bpmn:extensionElements>
  ///     </bpmn:callActivity>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoPropagateAllParentVariables = only(
    from: PlatformVersion(8, 2), "no-propagate-all-parent-variables",
    through: PlatformVersion(8, 1),
    "does not propagate its variables to the called process"
  ) { rule in
    rule.extensions("calledElement").filter {
      $0.owner.type == .callActivity && ["false", "0"].contains($0["propagateAllParentVariables"])
    }
    .map { $0.attribute("propagateAllParentVariables") }
  }
}
