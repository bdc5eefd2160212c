import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-job-priority-definition
  ///
  /// Job priorities of tasks and processes require Camunda 8.10.
  ///
  /// Older engines ignore them and activate jobs in the order of creation.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.9">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:serviceTask id="send" name="Send">
  ///       <bpmn:extensionElements>
  ///         1️⃣<zeebe:jobPriorityDefinition priority="90" />
  ///       </bpmn:extensionElements>
  ///     </bpmn:serviceTask>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.9">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:serviceTask id="send" name="Send" />
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoJobPriorityDefinition = only(
    from: PlatformVersion(8, 10), "no-job-priority-definition",
    through: PlatformVersion(8, 9),
    "has a job priority"
  ) { rule in
    rule.extensions("jobPriorityDefinition").map(\.place)
  }
}
