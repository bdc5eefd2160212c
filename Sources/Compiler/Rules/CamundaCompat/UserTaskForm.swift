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
    "user-task-form", .error, "A user task names one form.", for: [.userTask]
  ) { rule, task in
    guard let part = rule.firstExtension("formDefinition", of: task) else { return [] }
    if rule.firstExtension("userTask", of: task) != nil {
      // Before 8.5 the user task itself is what `no-zeebe-user-task` finds.
      guard rule.has(since: 8, 5) else { return [] }
      return rule.form(part, of: task, ["externalReference", "formId"])
    }
    let first = rule.input.options["modeler"]?.string == "web" ? (8, 0) : (8, 4)
    if rule.has(since: first.0, first.1) {
      return rule.form(part, of: task, ["formKey", "formId"])
    }
    guard part.xml["formId"] == nil else {
      return [
        rule.finding(
          "\"\(task.label)\" names its form by formId, which needs \(first.0).\(first.1)",
          help: "Name it by formKey.", task, in: part, "formId")
      ]
    }
    guard part.xml["formKey"].isMissing else { return rule.emptyForm(part, of: task) }
    return [
      rule.finding(
        "\"\(task.label)\" has a form without a key", help: "Write the key, or choose no form.",
        task, in: part, "formKey")
    ]
  }
}

extension CompatInput {
  fileprivate func form(
    _ part: Part, of task: BPMNElement, _ attributes: [String]
  ) -> [Diagnostic] {
    guard !hasOne(of: attributes, part) else { return emptyForm(part, of: task) }
    return [
      input.finding(
        "\"\(task.label)\" does not name exactly one form",
        help: "Name the form by \(attributes.joined(separator: " or by ")).", on: task,
        at: part.xml.location, path: part.path)
    ]
  }
}
