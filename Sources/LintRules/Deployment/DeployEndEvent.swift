import Webhooks
import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # deploy/end-event
  ///
  /// An end event ends the flow, with one result at most that Camunda knows.
  ///
  /// No sequence flow leaves it. Its result is an error, a message, a signal, an escalation,
  /// compensation or termination.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:endEvent id="end">
  ///   1️⃣<bpmn:cancelEventDefinition id="cancel" />
  /// </bpmn:endEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:endEvent id="end">
  ///   <bpmn:terminateEventDefinition id="stop" />
  /// </bpmn:endEvent>
  /// ```
  static let deployEndEvent = deploy(
    "end-event"
  ) { deployment in
    deployment.elements(.endEvent).flatMap { event -> [Diagnostic] in
      let definitions = event.ownEventDefinitions
      var found: [Diagnostic] = []
      if let flow = event.listedFlows(.outgoing).first {
        found.append(deployment.flowLeaves(event, flow))
      }
      if definitions.count > 1 { found.append(deployment.severalResults(definitions[1], event)) }
      return found
        + definitions.filter { !$0.type.canEnd }.map { deployment.wrongResult($0, event) }
    }
  }
}

extension ElementType {
  fileprivate var canEnd: Bool {
    switch self {
    case .errorEventDefinition, .messageEventDefinition, .terminateEventDefinition,
      .signalEventDefinition, .escalationEventDefinition, .compensateEventDefinition:
      true
    default: false
    }
  }
}

extension DeploymentInput {
  fileprivate func flowLeaves(_ event: BPMNElement, _ flow: BPMNElement) -> Diagnostic {
    finding(
      "a sequence flow leaves the end event \"\(event.label)\"",
      help: "Delete the flow, or use an intermediate event.", on: event,
      notes: [Diagnostic.Note(message: "the sequence flow", location: flow.location)])
  }

  fileprivate func severalResults(_ second: BPMNElement, _ event: BPMNElement) -> Diagnostic {
    finding(
      "the end event \"\(event.label)\" has more than one result", help: "Keep one of them.",
      on: event, at: second.location)
  }

  fileprivate func wrongResult(_ definition: BPMNElement, _ event: BPMNElement) -> Diagnostic {
    finding(
      "the end event \"\(event.label)\" ends in a way that Camunda does not know",
      help:
        "Use an error, message, signal, escalation, compensation or terminate end event, or a plain one.",
      on: event, at: definition.location)
  }
}
