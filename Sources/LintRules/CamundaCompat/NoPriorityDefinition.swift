import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-priority-definition
  ///
  /// Priorities of user tasks require Camunda 8.6.
  ///
  /// Older engines ignore them, and the task list is not sorted by priority.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:userTask id="check" name="Check order">
  ///       <bpmn:extensionElements>
  ///         1️⃣<zeebe:priorityDefinition priority="90" />
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
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:userTask id="check" name="Check order" />
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoPriorityDefinition = only(
    from: PlatformVersion(8, 6), "no-priority-definition",
    through: PlatformVersion(8, 5),
    "has a priority"
  ) { rule in
    rule.extensions("priorityDefinition").map(\.place)
  }
}
