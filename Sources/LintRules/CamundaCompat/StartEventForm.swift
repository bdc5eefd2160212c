import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # camunda-compat/start-event-form
  ///
  /// A start event has its form from 8.3 on, and names it either by key or by id.
  ///
  /// People fill the form in before the process starts. A form that stands in the diagram needs a
  /// content.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start" name="Order arrived">
  ///   <bpmn:extensionElements>
  ///     1️⃣<zeebe:formDefinition formKey="order" formId="order" />
  ///   </bpmn:extensionElements>
  /// </bpmn:startEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start" name="Order arrived">
  ///   <bpmn:extensionElements>
  ///     <zeebe:formDefinition formId="order" />
  ///   </bpmn:extensionElements>
  /// </bpmn:startEvent>
  /// ```
  static let compatStartEventForm = compat(
    "start-event-form", .error
  ) { rule in
    rule.extensions("formDefinition").filter { $0.owner.type == .startEvent }
      .flatMap { form -> [Diagnostic] in
        if rule.isBelow(8, 3) {
          return [
            rule.finding(
              "\"\(form.owner.label)\" has a form, which a start event can have from 8.3 on",
              help: "Raise the diagram's execution platform version, or do without the form.",
              at: form.place)
          ]
        }
        return rule.formFindings(form, ["formKey", "formId"])
      }
  }
}
