import BPMN
import Diagnostics
import JSON
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
    "start-event-form", .error, "A start event names one form.", for: [.startEvent]
  ) { rule, event in
    guard let part = rule.firstExtension("formDefinition", of: event) else { return [] }
    guard rule.has(since: 8, 3) else {
      return [
        rule.input.finding(
          "\"\(event.label)\" has a form, which a start event can have from 8.3 on",
          help: "Raise the diagram's execution platform version, or do without the form.",
          on: event, at: part.xml.location, path: part.path)
      ]
    }
    guard rule.hasOne(of: ["formKey", "formId"], part) else {
      return [
        rule.input.finding(
          "\"\(event.label)\" does not name exactly one form",
          help: "Name the form by formKey or by formId.", on: event, at: part.xml.location,
          path: part.path)
      ]
    }
    return rule.emptyForm(part, of: event)
  }
}
