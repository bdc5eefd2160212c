import Webhooks
import Linting
package import ProjectModel
import BPMN
package import Diagnostics
import Text
import XML

/// # project/missing-process
///
/// The process that a call activity calls is part of the project.
///
/// The cluster looks for it when the call activity is reached; where it is not deployed, the instance
/// stops with an incident. Add the file to the project, correct the id, or list the id under
/// `external` in `bpmnc.yaml` if another project deploys it.
///
/// These rules look at projects of several files only: someone who checks a single file has not said
/// what else is deployed. Ids that FEEL computes are not checked.
///
/// Severity: warning
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
/// The form that a user task or start event names (`formId`) is part of the project. Without it the
/// task cannot be shown, or the instance stops with an incident.
///
/// Severity: warning
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
/// The decision that a business rule task calls is part of the project. Without it the instance
/// stops with an incident.
///
/// Severity: warning
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
/// The resource that a service task links (`zeebe:linkedResource`) is part of the project. It counts
/// as found where a file of the project has that id as its name, with or without extension, or a
/// robot's script (`.rpa`) has it as its id.
///
/// Severity: warning
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
  static func check(_ input: ProjectInput) -> [Diagnostic] {
    guard input.index.hasSeveralFiles else { return [] }
    return missing(input.project, input.index, input.external, severity: .warning)
  }

  /// What the diagrams of a project name and nobody holds.
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
      case .form: "shows the form"
      case .decision: "asks the decision"
      case .resource: "uses the resource"
      }
    let near = Suggestion.nearest(to: reference.id, among: index.ids(reference.kind))
    return Diagnostic(
      rule: "project/missing-\(kind)", severity: severity,
      message:
        "\"\(reference.element.label)\" \(verb) '\(reference.id)', which no file of the project "
        + "defines",
      help: near.map { "Did you mean '\($0)'?" }
        ?? "Add its file, correct the id, or list it under 'external' in bpmnc.yaml.",
      location: reference.location, element: reference.element.reference,
      notes: near.flatMap { index.definitions(reference.kind, id: $0).first }
        .map { [Note(message: "'\($0.id)' is defined here", location: $0.location)] } ?? [])
  }
}
