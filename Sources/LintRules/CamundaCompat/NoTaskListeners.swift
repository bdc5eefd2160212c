import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-task-listeners
  ///
  /// Task listeners require Camunda 8.8.
  ///
  /// Older engines ignore them and never create their jobs. Model the listener's work as a task
  /// before or after the user task.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.7">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:userTask id="check" name="Check order">
  ///       <bpmn:extensionElements>
  ///         1️⃣<zeebe:taskListeners>
  ///           <zeebe:taskListener eventType="completing" type="check" />
  ///         </zeebe:taskListeners>
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
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.7">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:userTask id="check" name="Check order" />
  ///     <bpmn:serviceTask id="verify" name="Verify result" />
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoTaskListeners = only(
    from: PlatformVersion(8, 8), "no-task-listeners",
    through: PlatformVersion(8, 7),
    "has task listeners"
  ) { rule in
    rule.extensions("taskListeners").map(\.place)
  }
}
