import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatZeebeUserTask = compat(
    "zeebe-user-task", .warning, "A user task is a native one",
    from: PlatformVersion(8, 6)
  ) { rule, element in
    guard element.type == .userTask, rule.extensions("userTask", of: element).isEmpty else {
      return []
    }
    return [
      rule.finding(
        "\"\(element.label)\" is run by jobs, which is deprecated: make it a Camunda user task",
        element, at: nil, path: nil)
    ]
  }
}
