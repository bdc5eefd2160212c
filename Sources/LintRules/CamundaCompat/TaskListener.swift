import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # camunda-compat/task-listener
  ///
  /// Every task listener of a user task has a job type.
  ///
  /// Workers find the listener's jobs by their type. Without one the engine refuses the diagram.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:userTask id="check" name="Check order">
  ///   <bpmn:extensionElements>
  ///     <zeebe:userTask />
  ///     <zeebe:taskListeners>
  ///       1️⃣<zeebe:taskListener eventType="completing" />
  ///     </zeebe:taskListeners>
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:userTask id="check" name="Check order">
  ///   <bpmn:extensionElements>
  ///     <zeebe:userTask />
  ///     <zeebe:taskListeners>
  ///       <zeebe:taskListener eventType="completing" type="check-result" />
  ///     </zeebe:taskListeners>
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let compatTaskListener = compat(
    "task-listener", .error, from: PlatformVersion(8, 8)
  ) { rule in
    rule.listeners("taskListener")
      .filter { $0.owner.type == .userTask && $0["type"].isMissing }
      .map { rule.untypedListener($0) }
  }
}
