import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoJobPriorityDefinition = only(
    from: 8, 10, "no-job-priority-definition", "A job priority needs 8.10",
    through: PlatformVersion(8, 9)
  ) { rule, element in
    rule.extensions("jobPriorityDefinition", of: element)
  }
}
