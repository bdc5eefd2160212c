import BPMN
import Diagnostics

extension LintRule {
  /// # camunda-compat/zeebe-user-task
  ///
  /// A user task is a Camunda user task.
  ///
  /// User tasks that job workers complete are deprecated: they have no task listeners, no
  /// priorities and no place in the API of user tasks. Choose the implementation “Camunda user
  /// task”.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:userTask id="check" name="Check order" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:userTask id="check" name="Check order">
  ///   <bpmn:extensionElements>
  ///     <zeebe:userTask />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let compatZeebeUserTask = compat(
    "zeebe-user-task", .warning, "A user task is a Camunda user task", from: PlatformVersion(8, 6)
  ) { rule in
    rule.elements(.userTask).compactMap { task in
      let marks = rule.extensions("userTask", of: task).count
      if marks == 1 { return nil }
      return rule.finding(
        marks == 0
          ? "\"\(task.label)\" is a user task for job workers, which is deprecated"
          : "\"\(task.label)\" has \(marks) times zeebe:userTask",
        help: marks == 0 ? "Make it a Camunda user task." : "Keep one.", on: task)
    }
  }
}
