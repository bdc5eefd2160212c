import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/boundary-event
  ///
  /// A boundary event must be attached to an activity and have exactly one trigger.
  ///
  /// It has no incoming sequence flows. Up to Camunda 8.6 it needs an outgoing one; later versions,
  /// and the last patch releases of 8.6, treat a missing one as the end of the path. A compensation
  /// event has no sequence flows; an association connects it to its compensation handler. Error and
  /// compensation events always interrupt; a repeating timer never does.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:manualTask id="task" />
  /// <bpmn:boundaryEvent id="late" attachedToRef="task">
  ///   <bpmn:outgoing>flow</bpmn:outgoing>
  ///   <bpmn:timerEventDefinition id="timer">
  ///     1️⃣<bpmn:timeCycle>R/PT1H</bpmn:timeCycle>
  ///   </bpmn:timerEventDefinition>
  /// </bpmn:boundaryEvent>
  /// <bpmn:sequenceFlow id="flow" sourceRef="late" targetRef="end" />
  /// <bpmn:endEvent id="end" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:manualTask id="task" />
  /// <bpmn:boundaryEvent id="late" attachedToRef="task" cancelActivity="false">
  ///   <bpmn:outgoing>flow</bpmn:outgoing>
  ///   <bpmn:timerEventDefinition id="timer">
  ///     <bpmn:timeCycle>R/PT1H</bpmn:timeCycle>
  ///   </bpmn:timerEventDefinition>
  /// </bpmn:boundaryEvent>
  /// <bpmn:sequenceFlow id="flow" sourceRef="late" targetRef="end" />
  /// <bpmn:endEvent id="end" />
  /// ```
  static let deployBoundaryEvent = deploy(
    "boundary-event",
    covers: ["single-event-definition", "camunda-compat/element-type", "camunda-compat/timer"]
  ) { deployment in
    let events = deployment.elements(.boundaryEvent)
    guard !events.isEmpty else { return [] }
    let associated = Set(
      deployment.model.elements(.association).compactMap { $0.referenced("sourceRef") })
    return events.flatMap { event -> [Diagnostic] in
      deployment.place(of: event) + deployment.trigger(of: event)
        + deployment.missingExit(of: event, isAssociated: associated.contains(event))
    }
  }
}

extension DeploymentInput {
  fileprivate func place(of event: BPMNElement) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if event.attachedTo?.type.isActivity != true { found.append(notAttached(event)) }
    if let flow = event.listedFlows(.incoming).first { found.append(flowEnters(event, flow)) }
    return found
  }

  fileprivate func trigger(of event: BPMNElement) -> [Diagnostic] {
    let definitions = event.ownEventDefinitions
    var found = definitions.count == 1 ? [] : [notOneTrigger(definitions, event)]
    for definition in definitions {
      if !canAttach(definition.type) { found.append(wrongTrigger(definition, event)) }
      found += interruption(
        definition, isInterrupting: event.isInterrupting, on: event,
        what: "the boundary event \"\(event.label)\"")
    }
    return found
  }

  /// 8.7 no longer requires an outgoing flow, nor do the last patch releases of 8.6.
  fileprivate func missingExit(of event: BPMNElement, isAssociated: Bool) -> [Diagnostic] {
    let isCompensation = event.hasOwnDefinition(.compensateEventDefinition)
    let flows = event.listedFlows(.outgoing)
    if isAtLeast(8, 7) {
      guard isCompensation, !isAssociated || !flows.isEmpty else { return [] }
      return [noHandler(event, flows)]
    }
    if !flows.isEmpty || isCompensation && isAssociated { return [] }
    return [isCompensation ? noHandler(event, flows) : noFlow(event)]
  }

  private func canAttach(_ type: ElementType) -> Bool {
    switch type {
    case .timerEventDefinition, .messageEventDefinition, .errorEventDefinition,
      .signalEventDefinition, .escalationEventDefinition, .compensateEventDefinition:
      true
    case .conditionalEventDefinition: isAtLeast(8, 9)
    default: false
    }
  }

  private func notAttached(_ event: BPMNElement) -> Diagnostic {
    finding(
      "the boundary event \"\(event.label)\" is not attached to an activity",
      help: "Attach it to a task, sub-process or call activity.", on: event,
      at: event.xml.attribute("attachedToRef").map { SourceLocation(model.source, $0.valueRange) })
  }

  private func flowEnters(_ event: BPMNElement, _ flow: BPMNElement) -> Diagnostic {
    finding(
      "the boundary event \"\(event.label)\" has an incoming sequence flow",
      help: "Connect the flow to an activity, a gateway or another event instead.", on: event,
      notes: [Diagnostic.Note(message: "the sequence flow", location: flow.location)])
  }

  private func notOneTrigger(_ definitions: [BPMNElement], _ event: BPMNElement) -> Diagnostic {
    finding(
      definitions.isEmpty
        ? "the boundary event \"\(event.label)\" has no trigger"
        : "the boundary event \"\(event.label)\" has \(definitions.count) triggers",
      help: "Give it exactly one trigger; use a separate boundary event for each further one.",
      on: event,
      at: definitions.count > 1 ? definitions[1].location : nil)
  }

  private func wrongTrigger(_ definition: BPMNElement, _ event: BPMNElement) -> Diagnostic {
    finding(
      "the boundary event \"\(event.label)\" has a trigger that Camunda "
        + "\(version.major).\(version.minor) does not support on activities",
      help: "Use a timer, message, error, signal, escalation or compensation event.", on: event,
      at: definition.location)
  }

  private func noFlow(_ event: BPMNElement) -> Diagnostic {
    finding(
      event.outgoing.isEmpty
        ? "the boundary event \"\(event.label)\" has no outgoing sequence flow"
        : "the boundary event \"\(event.label)\" does not list its outgoing sequence flow",
      help: event.outgoing.isEmpty
        ? "Add a sequence flow to the activity that handles the event."
        : "Add <bpmn:outgoing> with the id of the flow: Camunda uses only listed flows.",
      on: event)
  }

  private func noHandler(_ event: BPMNElement, _ flows: [BPMNElement]) -> Diagnostic {
    finding(
      flows.isEmpty
        ? "the compensation event \"\(event.label)\" is not associated with a compensation handler"
        : "the compensation event \"\(event.label)\" has an outgoing sequence flow",
      help:
        "Connect it to the compensation handler with an association instead of a sequence flow.",
      on: event)
  }
}
