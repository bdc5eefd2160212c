import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/start-event-form
  ///
  /// A start event form requires Camunda 8.3 and must be referenced either by key or by id.
  ///
  /// Users fill in the form before the process starts. An embedded form must not be empty.
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
              "\"\(form.owner.label)\" has a form, which start events support from 8.3 on",
              help: "Raise the diagram's execution platform version, or remove the form.",
              at: form.place)
          ]
        }
        return rule.formFindings(form, ["formKey", "formId"])
      }
  }
}
