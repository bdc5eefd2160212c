import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-execution-listeners
  ///
  /// Execution listeners require Camunda 8.6.
  ///
  /// Older engines ignore them and never create their jobs. Model the listener's work as a task.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:serviceTask id="send" name="Send">
  ///       <bpmn:extensionElements>
  ///         1️⃣<zeebe:executionListeners>
  ///           <zeebe:executionListener eventType="start" type="prepare" />
  ///         </zeebe:executionListeners>
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
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:serviceTask id="prepare" name="Prepare" />
  ///     <bpmn:serviceTask id="send" name="Send" />
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoExecutionListeners = only(
    from: PlatformVersion(8, 6), "no-execution-listeners",
    through: PlatformVersion(8, 5),
    "has execution listeners"
  ) { rule in
    rule.extensions("executionListeners").map(\.place)
  }
}
