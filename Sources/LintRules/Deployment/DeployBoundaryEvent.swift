import Webhooks
import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # deploy/boundary-event
  ///
  /// A boundary event sits on an activity and reacts to exactly one thing.
  ///
  /// No sequence flow leads into it. Through Camunda 8.6 one has to leave it; later versions, and the
  /// last patch releases of 8.6, take the missing one for an end. A compensation event has no sequence
  /// flow; an association leads from it to the activity that compensates. Error and compensation
  /// events always interrupt; a timer that repeats never does.
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

  /// 8.7 gave up the rule that a flow must leave, and 8.6 with patch releases.
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
      "a sequence flow leads into the boundary event \"\(event.label)\"",
      help: "Let the flow end at an activity, a gateway or another event.", on: event,
      notes: [Diagnostic.Note(message: "the sequence flow", location: flow.location)])
  }

  private func notOneTrigger(_ definitions: [BPMNElement], _ event: BPMNElement) -> Diagnostic {
    finding(
      definitions.isEmpty
        ? "the boundary event \"\(event.label)\" does not say what it reacts to"
        : "the boundary event \"\(event.label)\" reacts to \(definitions.count) things",
      help: "Give it one trigger, and use one boundary event for each.", on: event,
      at: definitions.count > 1 ? definitions[1].location : nil)
  }

  private func wrongTrigger(_ definition: BPMNElement, _ event: BPMNElement) -> Diagnostic {
    finding(
      "the boundary event \"\(event.label)\" reacts to something that Camunda "
        + "\(version.major).\(version.minor) does not attach to activities",
      help: "Use a timer, message, error, signal, escalation or compensation event.", on: event,
      at: definition.location)
  }

  private func noFlow(_ event: BPMNElement) -> Diagnostic {
    finding(
      event.outgoing.isEmpty
        ? "no sequence flow leaves the boundary event \"\(event.label)\""
        : "the boundary event \"\(event.label)\" does not list the sequence flow that leaves it",
      help: event.outgoing.isEmpty
        ? "Lead a sequence flow from it to what is to be done."
        : "Add <bpmn:outgoing> with the id of the flow: Camunda counts the flows that are listed.",
      on: event)
  }

  private func noHandler(_ event: BPMNElement, _ flows: [BPMNElement]) -> Diagnostic {
    finding(
      flows.isEmpty
        ? "no association leads from the compensation event \"\(event.label)\" to what compensates"
        : "a sequence flow leaves the compensation event \"\(event.label)\"",
      help:
        "Connect it by an association, and by no sequence flow, with the compensation activity.",
      on: event)
  }
}
