import BPMN
import Diagnostics
import Linting
import Text
import XML

extension LintRule {
  /// # deploy/form
  ///
  /// A form must be referenced in exactly one way.
  ///
  /// For a job-based user task or a start event, that is a form id or a form key; for a Camunda
  /// user task (`zeebe:userTask`), a form id or an external reference. A form embedded in the
  /// process must not be empty.
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
        ? "the form of \"\(owner.label)\" has no reference"
        : "the form of \"\(owner.label)\" has two references",
      help: "Set either \(ways.joined(separator: " or ")).", at: form)
  }

  /// The engine reports the form itself if it has an id.
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
