import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoTaskSchedule = only(
    from: 8, 2, "no-task-schedule", "Due and follow-up dates need 8.2",
    through: PlatformVersion(8, 1)
  ) { rule, element in
    rule.extensions("taskSchedule", of: element)
  }
}
