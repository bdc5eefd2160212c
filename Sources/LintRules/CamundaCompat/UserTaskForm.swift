import Linting
import BPMN
import Diagnostics
import JSON
import XML

extension LintRule {
  /// # camunda-compat/user-task-form
  ///
  /// A user task that has a form names exactly one.
  ///
  /// A Camunda user task (`zeebe:userTask`) names its form by `formId`, or an external form by
  /// `externalReference`. A user task that jobs run names it by `formKey` or `formId`; `formId` needs
  /// 8.4, or 8.0 with the Web Modeler (option `modeler: web`). A form that stands in the diagram needs
  /// a content.
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
          // Before 8.5 the user task itself is what `no-zeebe-user-task` finds.
          return rule.isBelow(8, 5)
            ? [] : rule.formFindings(form, ["externalReference", "formId"])
        }
        let isWeb = rule.input.options["modeler"]?.string == "web"
        let needsKey = isWeb ? rule.isBelow(8, 0) : rule.isBelow(8, 4)
        guard needsKey else { return rule.formFindings(form, ["formKey", "formId"]) }
        guard form["formId"] == nil else {
          return [
            rule.finding(
              "\"\(form.owner.label)\" names its form by formId, which needs "
                + (isWeb ? "8.0" : "8.4"),
              help: "Name it by formKey.", at: form.attribute("formId"))
          ]
        }
        return rule.formFindings(form, ["formKey"])
      }
  }
}
