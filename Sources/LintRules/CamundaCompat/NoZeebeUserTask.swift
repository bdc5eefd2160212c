import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-zeebe-user-task
  ///
  /// Camunda user tasks (`zeebe:userTask`) require Camunda 8.5.
  ///
  /// Older engines only support user tasks as jobs. Choose the implementation "Job worker".
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.4">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:userTask id="check" name="Check order">
  ///       <bpmn:extensionElements>
  ///         1️⃣<zeebe:userTask />
  ///       </bpmn:extensionElements>
  ///     </bpmn:userTask>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.4">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:userTask id="check" name="Check order" />
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoZeebeUserTask = only(
    from: PlatformVersion(8, 5), "no-zeebe-user-task",
    through: PlatformVersion(8, 4),
    "is a Camunda user task"
  ) { rule in
    rule.extensions("userTask").filter { $0.owner.type == .userTask }.map(\.place)
  }
}
