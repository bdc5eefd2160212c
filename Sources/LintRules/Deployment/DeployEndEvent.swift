import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/end-event
  ///
  /// An end event must have no outgoing sequence flow and at most one supported result.
  ///
  /// Supported results are error, message, signal, escalation, compensation and terminate.
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
      "the end event \"\(event.label)\" has an outgoing sequence flow",
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
      "the end event \"\(event.label)\" has a result that Camunda does not support",
      help:
        "Use an error, message, signal, escalation, compensation, terminate or none end event.",
      on: event, at: definition.location)
  }
}
