import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/start-event-form-embedded
  ///
  /// The form of a start event should be a separate file.
  ///
  /// Embedded forms are deprecated. Save the form as a file, deploy it with the diagram, and
  /// reference it by id.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start" name="Order arrived">
  ///   <bpmn:extensionElements>
  ///     <zeebe:formDefinition 1️⃣formKey="camunda-forms:bpmn:order" />
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
    "start-event-form-embedded", .warning,
    from: PlatformVersion(8, 9)
  ) { rule in
    rule.extensions("formDefinition").filter {
      $0.owner.type == .startEvent && $0["formKey"]?.hasPrefix(EmbeddedForm.keyPrefix) == true
    }.map { form in
      rule.finding(
        "the form of \"\(form.owner.label)\" is embedded in the diagram, which is deprecated",
        help: "Save it as a file, and reference it by formId.", at: form.attribute("formKey"))
    }
  }
}
