import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-cancel-execution-listener
  ///
  /// `cancel` execution listeners require Camunda 8.10.
  ///
  /// Older engines reject unknown event types. Remove the listener, or clean up canceled processes
  /// externally.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.9">
  ///   <bpmn:process id="order" isExecutable="true">
  ///     <bpmn:extensionElements>
  ///       <zeebe:executionListeners>
  ///         <zeebe:executionListener 1️⃣eventType="cancel" type="clean-up" />
  ///       </zeebe:executionListeners>
  ///     </bpmn:extensionElements>
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
  ///   <bpmn:process id="order" isExecutable="true">
  ///     <bpmn:extensionElements>
  ///       <zeebe:executionListeners>
  ///         <zeebe:executionListener eventType="end" type="clean-up" />
  ///       </zeebe:executionListeners>
  ///     </bpmn:extensionElements>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoCancelExecutionListener = only(
    from: PlatformVersion(8, 10), "no-cancel-execution-listener",
    through: PlatformVersion(8, 9),
    "has a cancel listener"
  ) { rule in
    rule.listeners("executionListener").filter { $0["eventType"] == "cancel" }
      .map { $0.attribute("eventType") }
  }
}
