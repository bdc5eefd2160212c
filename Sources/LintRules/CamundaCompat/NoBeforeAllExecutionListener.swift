import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-before-all-execution-listener
  ///
  /// `beforeAll` execution listeners require Camunda 8.10.
  ///
  /// Older engines reject unknown event types. Use `start`, which runs for each instance of a
  /// multi-instance activity.
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
  ///         <zeebe:executionListeners>
  ///           <zeebe:executionListener 1️⃣eventType="beforeAll" type="prepare" />
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
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.9">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:serviceTask id="send" name="Send">
  ///       <bpmn:extensionElements>
  ///         <zeebe:executionListeners>
  ///           <zeebe:executionListener eventType="start" type="prepare" />
  ///         </zeebe:executionListeners>
  ///       </bpmn:extensionElements>
  ///     </bpmn:serviceTask>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoBeforeAllExecutionListener = only(
    from: PlatformVersion(8, 10), "no-before-all-execution-listener",
    since: PlatformVersion(8, 6), through: PlatformVersion(8, 9),
    "has a beforeAll listener"
  ) { rule in
    rule.listeners("executionListener").filter { $0["eventType"] == "beforeAll" }
      .map { $0.attribute("eventType") }
  }
}
