import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/escalation
  ///
  /// A thrown escalation must have a code, and may be caught on sub-processes and call activities
  /// only.
  ///
  /// The thrown code may be an expression; the caught code must be static. Tasks cannot throw
  /// escalations, so Camunda rejects escalation boundary events on them.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:endEvent id="late">
  ///   1️⃣<bpmn:escalationEventDefinition id="escalated" />
  /// </bpmn:endEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="process" isExecutable="true">
  ///   <bpmn:endEvent id="late">
  ///     <bpmn:escalationEventDefinition id="escalated" escalationRef="overdue" />
  ///   </bpmn:endEvent>
  /// </bpmn:process>
  /// <bpmn:escalation id="overdue" escalationCode="OVERDUE" />
  /// ```
  static let deployEscalation = deploy(
    "escalation",
    covers: [
      "camunda-compat/escalation-reference",
      "camunda-compat/escalation-boundary-event-attached-to-ref", "camunda-compat/no-expression",
    ]
  ) { deployment in
    let thrown = Set(
      deployment.model.elements(.escalationEventDefinition)
        .filter { $0.parent?.isThrowEvent == true }
        .compactMap { $0.referenced("escalationRef", .escalation) })
    return deployment.elements(.escalationEventDefinition).flatMap(deployment.escalation)
      + deployment.elements(.escalation)
      .filter { thrown.contains($0) && $0.xml.nonEmpty("escalationCode") == nil }
      .map(deployment.noCode)
  }
}

extension DeploymentInput {
  fileprivate func escalation(_ definition: BPMNElement) -> [Diagnostic] {
    guard let event = definition.parent else { return [] }
    let escalation = definition.referenced("escalationRef", .escalation)
    if event.isThrowEvent { return escalation == nil ? [noEscalation(definition, event)] : [] }
    var found: [Diagnostic] = []
    if let escalation, escalation.xml["escalationCode"]?.hasPrefix("=") == true {
      found.append(caughtByExpression(definition, event, escalation))
    }
    if event.type == .boundaryEvent, let host = event.attachedTo,
      !host.type.isSubProcess, host.type != .callActivity
    {
      found.append(caughtOnTask(event, host))
    }
    return found
  }

  private func noEscalation(_ definition: BPMNElement, _ event: BPMNElement) -> Diagnostic {
    finding(
      "\"\(event.label)\" does not reference an existing escalation",
      help: "Choose an existing escalation, or create one.", on: definition)
  }

  fileprivate func noCode(_ escalation: BPMNElement) -> Diagnostic {
    finding(
      "the escalation \"\(escalation.label)\" is thrown but has no code",
      help: "Give it an escalation code: it decides which event catches the escalation.",
      at: escalation.xml,
      attribute: "escalationCode")
  }

  private func caughtByExpression(
    _ definition: BPMNElement, _ event: BPMNElement, _ escalation: BPMNElement
  ) -> Diagnostic {
    finding(
      "\"\(event.label)\" catches an escalation whose code is an expression",
      help: "Catch a static code, or catch all escalations and branch afterwards.", on: definition,
      notes: [Diagnostic.Note(message: "the escalation", location: escalation.location)])
  }

  private func caughtOnTask(_ event: BPMNElement, _ host: BPMNElement) -> Diagnostic {
    finding(
      "\"\(event.label)\" waits for an escalation of \"\(host.label)\", which cannot throw one",
      help: "Attach it to a sub-process or a call activity.", on: event)
  }
}
