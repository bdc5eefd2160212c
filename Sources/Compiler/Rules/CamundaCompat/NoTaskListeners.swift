import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoTaskListeners = only(
    from: 8, 8, "no-task-listeners", "Task listeners need 8.8",
    through: PlatformVersion(8, 7)
  ) { rule, element in
    rule.extensions("taskListeners", of: element)
  }
}
