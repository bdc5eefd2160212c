import BPMN
package import Diagnostics
import Linting
package import ProjectModel
import Text
import XML

/// # project/missing-process
///
/// The process that a call activity calls should be part of the project.
///
/// The cluster resolves the process when the call activity is reached; if it is not deployed, the
/// instance stops with an incident. Add the file to the project, correct the id, or list it under
/// `external` in `bpmnc.yaml` if another project deploys it.
///
/// The `project/missing-…` rules only check projects with several files: for a single file, bpmnc
/// cannot know what else is deployed. Ids computed by FEEL are not checked.
///
/// Bad:
/// ```xml
/// <!-- file: order.bpmn -->
/// <bpmn:process id="order" isExecutable="true">
///   <bpmn:callActivity id="pay">
///     <bpmn:extensionElements><zeebe:calledElement processId="1️⃣paymnet" /></bpmn:extensionElements>
///   </bpmn:callActivity>
/// </bpmn:process>
/// <!-- file: payment.bpmn -->
/// <bpmn:process id="payment" isExecutable="true" />
/// ```
///
/// Good:
/// ```xml
/// <!-- file: order.bpmn -->
/// <bpmn:process id="order" isExecutable="true">
///   <bpmn:callActivity id="pay">
///     <bpmn:extensionElements><zeebe:calledElement processId="payment" /></bpmn:extensionElements>
///   </bpmn:callActivity>
/// </bpmn:process>
/// <!-- file: payment.bpmn -->
/// <bpmn:process id="payment" isExecutable="true" />
/// ```
///
/// # project/missing-form
///
/// The form that a user task or start event references should be part of the project.
///
/// If no form with this `formId` is deployed, the task cannot be displayed, or the instance stops
/// with an incident.
///
/// Bad:
/// ```xml
/// <!-- file: a.bpmn -->
/// <bpmn:process id="p" isExecutable="true"><bpmn:userTask id="t"><bpmn:extensionElements>
///   <zeebe:formDefinition formId="1️⃣ask" />
/// </bpmn:extensionElements></bpmn:userTask></bpmn:process>
/// <!-- file: b.bpmn -->
/// <bpmn:process id="other" isExecutable="true" />
/// ```
///
/// Good:
/// ```xml
/// <!-- file: a.bpmn -->
/// <bpmn:process id="p" isExecutable="true"><bpmn:userTask id="t"><bpmn:extensionElements>
///   <zeebe:formDefinition formId="ask" />
/// </bpmn:extensionElements></bpmn:userTask></bpmn:process>
/// <!-- file: b.form -->
/// {"id": "ask", "components": []}
/// ```
///
/// # project/missing-decision
///
/// The decision that a business rule task calls should be part of the project.
///
/// If it is not deployed, the instance stops with an incident.
///
/// Bad:
/// ```xml
/// <!-- file: a.bpmn -->
/// <bpmn:process id="p" isExecutable="true"><bpmn:businessRuleTask id="t"><bpmn:extensionElements>
///   <zeebe:calledDecision decisionId="1️⃣rate" resultVariable="r" />
/// </bpmn:extensionElements></bpmn:businessRuleTask></bpmn:process>
/// <!-- file: b.bpmn -->
/// <bpmn:process id="other" isExecutable="true" />
/// ```
///
/// Good:
/// ```xml
/// <!-- file: a.bpmn -->
/// <bpmn:process id="p" isExecutable="true"><bpmn:businessRuleTask id="t"><bpmn:extensionElements>
///   <zeebe:calledDecision decisionId="rate" resultVariable="r" />
/// </bpmn:extensionElements></bpmn:businessRuleTask></bpmn:process>
/// <!-- file: b.dmn -->
/// <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="rate" /></definitions>
/// ```
///
/// # project/missing-resource
///
/// The resource that a service task links should be part of the project.
///
/// A `zeebe:linkedResource` is found if a file of the project has that id as its name, with or
/// without extension, or if a robot script (`.rpa`) has it as its id.
///
/// Bad:
/// ```xml
/// <!-- file: a.bpmn -->
/// <bpmn:process id="p" isExecutable="true"><bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:linkedResources>
///   <zeebe:linkedResource resourceId="1️⃣bot" resourceType="RPA" linkName="RPAScript" />
/// </zeebe:linkedResources></bpmn:extensionElements></bpmn:serviceTask></bpmn:process>
/// <!-- file: b.bpmn -->
/// <bpmn:process id="other" isExecutable="true" />
/// ```
///
/// Good:
/// ```xml
/// <!-- file: a.bpmn -->
/// <bpmn:process id="p" isExecutable="true"><bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:linkedResources>
///   <zeebe:linkedResource resourceId="bot" resourceType="RPA" linkName="RPAScript" />
/// </zeebe:linkedResources></bpmn:extensionElements></bpmn:serviceTask></bpmn:process>
/// <!-- file: bot.rpa -->
/// {"id": "bot"}
/// ```
package enum MissingResourceRule {
  static let rule = LintRule(
    project: [
      "project/missing-process", "project/missing-form", "project/missing-decision",
      "project/missing-resource",
    ], .warning
  ) { input in
    guard input.index.hasSeveralFiles else { return [] }
    return missing(input.project, input.index, input.external, severity: .warning)
  }

  /// The references of a project's diagrams that no file resolves.
  package static func missing(
    _ project: Project, _ index: ProjectIndex, _ external: Configuration.External,
    severity: Diagnostic.Severity
  ) -> [Diagnostic] {
    project.models.flatMap(ResourceReference.all).compactMap { reference in
      if reference.kind.external(external).contains(reference.id) { return nil }
      if !index.definitions(reference.kind, id: reference.id).isEmpty { return nil }
      if reference.kind == .resource,
        project.files.contains(where: { LinkedResources.isNamed($0.relativePath, reference.id) })
      {
        return nil
      }
      return .missing(reference, index, severity)
    }
  }
}

extension ProjectIndex.Kind {
  fileprivate func external(_ external: Configuration.External) -> Set<String> {
    switch self {
    case .process: external.processes
    case .form: external.forms
    case .decision: external.decisions
    case .resource: external.resources
    }
  }
}

extension Diagnostic {
  fileprivate static func missing(
    _ reference: ResourceReference, _ index: ProjectIndex, _ severity: Severity
  ) -> Diagnostic {
    let kind = reference.kind.rawValue
    let verb =
      switch reference.kind {
      case .process: "calls the process"
      case .form: "uses the form"
      case .decision: "calls the decision"
      case .resource: "uses the resource"
      }
    let near = Suggestion.nearest(to: reference.id, among: index.ids(reference.kind))
    return Diagnostic(
      rule: "project/missing-\(kind)", severity: severity,
      message:
        "\"\(reference.element.label)\" \(verb) '\(reference.id)', which no file in the project "
        + "defines",
      help: near.map { "Did you mean '\($0)'?" }
        ?? "Add its file, correct the id, or list it under 'external' in bpmnc.yaml.",
      location: reference.location, element: reference.element.reference,
      notes: near.flatMap { index.definitions(reference.kind, id: $0).first }
        .map { [Note(message: "'\($0.id)' is defined here", location: $0.location)] } ?? [])
  }
}
