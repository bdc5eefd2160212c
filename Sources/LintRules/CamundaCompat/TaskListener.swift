import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/task-listener
  ///
  /// A task listener of a user task must have a job type.
  ///
  /// Workers subscribe to the listener's jobs by type. The engine rejects a listener without one.
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
