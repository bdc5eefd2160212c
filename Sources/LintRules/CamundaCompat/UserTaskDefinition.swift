import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/user-task-definition
  ///
  /// A user task should have a form.
  ///
  /// Without one, users only see the name of the task. Link a form by id or key, or reference an
  /// external one.
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
  ///     <zeebe:formDefinition formId="check-order" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let compatUserTaskDefinition = compat(
    "user-task-definition", .warning
  ) { rule in
    rule.elements(.userTask).compactMap { task in
      let forms = rule.extensions("formDefinition", of: task).count
      if forms == 1 { return nil }
      return rule.finding(
        "\"\(task.label)\" has \(forms == 0 ? "no form" : "\(forms) forms")",
        help: "Link exactly one form.", on: task)
    }
  }
}
