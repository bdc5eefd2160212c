import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatUserTaskDefinition = compat(
    "user-task-definition", .warning, "A user task has a form"
  ) { rule, element in
    guard element.type == .userTask, rule.extensions("formDefinition", of: element).isEmpty else {
      return []
    }
    return [
      rule.finding(
        "\"\(element.label)\" has no form: choose one", element, at: nil, path: nil)
    ]
  }
}
