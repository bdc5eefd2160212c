import Text
import Linting
import BPMN
import Diagnostics
import Text
import XML

extension LintRule {
  /// # deploy/form
  ///
  /// A form is named in exactly one way.
  ///
  /// For a job-based user task or a start event that is a form id or a form key, for a Camunda user
  /// task (`zeebe:userTask`) a form id or an external reference. A form that is embedded in the process
  /// is not empty.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:userTask id="check">
  ///   <bpmn:extensionElements>
  ///     1️⃣<zeebe:formDefinition formId="check" formKey="check" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:userTask id="check">
  ///   <bpmn:extensionElements>
  ///     <zeebe:formDefinition formId="check" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let deployForm = deploy(
    "form",
    covers: ["camunda-compat/user-task-form", "camunda-compat/start-event-form"]
  ) { deployment in
    deployment.zeebe("formDefinition").compactMap(deployment.form)
      + deployment.zeebe("userTaskForm").filter(\.text.isEmpty).map(deployment.emptyForm)
  }
}

extension DeploymentInput {
  fileprivate func form(_ form: XMLElement) -> Diagnostic? {
    let isNative = form.owner(in: model).zeebeCount("userTask") > 0
    let ways = ["formId", isNative ? "externalReference" : "formKey"]
    let named = ways.filter { form[$0].map { !$0.isBlank } ?? false }
    return named.count == 1 ? nil : notOneWay(form, ways, isNone: named.isEmpty)
  }

  private func notOneWay(_ form: XMLElement, _ ways: [String], isNone: Bool) -> Diagnostic {
    let owner = form.owner(in: model)
    return finding(
      isNone
        ? "the form of \"\(owner.label)\" is not named"
        : "the form of \"\(owner.label)\" is named in two ways",
      help: "Set \(ways.joined(separator: " or ")), and only one of them.", at: form)
  }

  /// The form is what the engine names, where it has an id.
  fileprivate func emptyForm(_ form: XMLElement) -> Diagnostic {
    var finding = finding(
      "the embedded form '\(form["id"] ?? "")' is empty",
      help: "Remove it, or link a form by its id.", at: form)
    if let id = form.nonEmpty("id") {
      finding.element = ElementReference(
        id: id, type: "zeebe:UserTaskForm", process: form.owner(in: model).process?.id)
    }
    return finding
  }
}
