import BPMN
import Diagnostics
import JSON
import XML

extension LintRule {
  /// # camunda-compat/start-event-form-embedded
  ///
  /// The form of a start event is a file of its own.
  ///
  /// Forms that stand in the diagram are deprecated. Save the form as a file, deploy it with the
  /// diagram, and name it by its id.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start" name="Order arrived">
  ///   <bpmn:extensionElements>
  ///     <zeebe:formDefinition formKey="1️⃣camunda-forms:bpmn:order" />
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
  static let compatStartEventFormEmbedded = compat(
    "start-event-form-embedded", .warning, "The form of a start event is a file of its own.",
    for: [.startEvent], from: PlatformVersion(8, 9)
  ) { rule, event in
    guard let part = rule.firstExtension("formDefinition", of: event),
      part.xml["formKey"]?.hasPrefix(EmbeddedForm.keyPrefix) == true
    else { return [] }
    return [
      rule.finding(
        "the form of \"\(event.label)\" stands in the diagram, which is deprecated",
        help: "Make it a file, and name it by formId.", event, in: part, "formKey")
    ]
  }
}
