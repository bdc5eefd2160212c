import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-task-schedule
  ///
  /// Due and follow-up dates of user tasks require Camunda 8.2.
  ///
  /// Older engines ignore them. Use a timer boundary event instead.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.1">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:userTask id="check" name="Check order">
  ///       <bpmn:extensionElements>
  ///         1️⃣<zeebe:taskSchedule dueDate="=now() + duration(&quot;P2D&quot;)" />
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
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.1">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:userTask id="check" name="Check order" />
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoTaskSchedule = only(
    from: PlatformVersion(8, 2), "no-task-schedule",
    through: PlatformVersion(8, 1),
    "has a due or follow-up date"
  ) { rule in
    rule.extensions("taskSchedule").map(\.place)
  }
}
