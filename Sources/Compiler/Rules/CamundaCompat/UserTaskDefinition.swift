import BPMN
import Diagnostics

extension LintRule {
  /// # camunda-compat/user-task-definition
  ///
  /// A user task has a form.
  ///
  /// Without one people see nothing but the name of the task. Link a form by its id or key, or
  /// name an external one.
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
    "user-task-definition", .warning, "A user task has a form"
  ) { rule in
    rule.elements(.userTask).filter { rule.extensions("formDefinition", of: $0).count != 1 }.map {
      rule.finding(
        "\"\($0.label)\" does not have one form", help: "Choose the form that people fill in.",
        on: $0)
    }
  }
}
