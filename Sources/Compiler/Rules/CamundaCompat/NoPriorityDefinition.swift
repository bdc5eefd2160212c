import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoPriorityDefinition = only(
    from: 8, 6, "no-priority-definition", "A priority of a user task needs 8.6",
    through: PlatformVersion(8, 5)
  ) { rule, element in
    rule.extensions("priorityDefinition", of: element)
  }
}
