import BPMN
import Diagnostics
import JSON
import Linting
import XML

extension LintRule {
  /// # camunda-compat/user-task-form
  ///
  /// A user task with a form must reference exactly one.
  ///
  /// A Camunda user task (`zeebe:userTask`) references its form by `formId`, or an external form by
  /// `externalReference`. A job-based user task uses `formKey` or `formId`; `formId` requires 8.4,
  /// or 8.0 with the Web Modeler (option `modeler: web`). An embedded form must not be empty.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:userTask id="check" name="Check the order">
  ///   <bpmn:extensionElements>
  ///     <zeebe:userTask />
  ///     1️⃣<zeebe:formDefinition formKey="check" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:userTask id="check" name="Check the order">
  ///   <bpmn:extensionElements>
  ///     <zeebe:userTask />
  ///     <zeebe:formDefinition formId="check" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let compatUserTaskForm = compat(
    "user-task-form", .error
  ) { rule in
    rule.extensions("formDefinition").filter { $0.owner.type == .userTask }
      .flatMap { form -> [Diagnostic] in
        guard rule.extensions("userTask", of: form.owner).isEmpty else {
          // Before 8.5, `no-zeebe-user-task` reports the user task itself.
          return rule.isBelow(8, 5)
            ? [] : rule.formFindings(form, ["externalReference", "formId"])
        }
        let isWeb = rule.input.options["modeler"]?.string == "web"
        let needsKey = isWeb ? rule.isBelow(8, 0) : rule.isBelow(8, 4)
        guard needsKey else { return rule.formFindings(form, ["formKey", "formId"]) }
        guard form["formId"] == nil else {
          return [
            rule.finding(
              "\"\(form.owner.label)\" references its form by formId, which requires "
                + (isWeb ? "8.0" : "8.4"),
              help: "Use formKey instead.", at: form.attribute("formId"))
          ]
        }
        return rule.formFindings(form, ["formKey"])
      }
  }
}
