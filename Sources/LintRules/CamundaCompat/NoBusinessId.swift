import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-business-id
  ///
  /// A business id on a call activity requires Camunda 8.10.
  ///
  /// Older engines ignore it. Pass the id as a variable.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.9">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:callActivity id="pay" name="Pay">
  ///       <bpmn:extensionElements>
  ///         <zeebe:calledElement processId="payment" 1️⃣businessId="=order.id" />
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
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.9">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:callActivity id="pay" name="Pay">
  ///       <bpmn:extensionElements>
  ///         <zeebe:calledElement processId="payment" />
  ///       </bpmn:extensionElements>
  ///     </bpmn:callActivity>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoBusinessId = only(
    from: PlatformVersion(8, 10), "no-business-id",
    through: PlatformVersion(8, 9),
    "sets a business id for the called process"
  ) { rule in
    rule.extensions("calledElement").filter {
      $0.owner.type == .callActivity && $0["businessId"] != nil
    }
    .map { $0.attribute("businessId") }
  }
}
