import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoZeebeUserTask = only(
    from: 8, 5, "no-zeebe-user-task", "A native user task needs 8.5",
    through: PlatformVersion(8, 4)
  ) { rule, element in
    rule.extensions("userTask", of: element)
  }
}
