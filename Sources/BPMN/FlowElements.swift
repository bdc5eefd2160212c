import XML

// What processes, activities, events and flows know beyond their attributes.

extension BPMNElement {
  /// Whether the engine runs this process (`isExecutable`, false where it is not said).
  public var isExecutable: Bool { flag("isExecutable", default: false) }

  /// Whether the engine deploys this process. Unlike XML Schema, it does not take `1` for true.
  package var isDeployed: Bool { xml["isExecutable"]?.lowercased() == "true" }

  /// Whether it is part of a process that the engine runs.
  package var isInExecutableProcess: Bool { process?.isExecutable ?? false }

  /// The process or sub-process directly around it.
  public var scope: BPMNElement? {
    var current = parent
    while let element = current, !element.type.isFlowElementsContainer { current = element.parent }
    return current
  }

  /// Everything inside it at any depth, in the order of the file.
  public var descendants: [BPMNElement] {
    let end = xml.range.upperBound
    return Array(model.elements.dropFirst(index + 1).prefix { $0.xml.range.lowerBound < end })
  }

  /// Whether this sub-process is started by an event of its surroundings.
  public var isEventSubProcess: Bool {
    type == .subProcess && flag("triggeredByEvent", default: false)
  }

  /// Whether a sub-process of any kind is started by an event of its surroundings.
  package var isTriggeredByEvent: Bool {
    type.isSubProcess && flag("triggeredByEvent", default: false)
  }

  /// Whether the activity runs only to compensate another one.
  public var isForCompensation: Bool { flag("isForCompensation", default: false) }

  // MARK: Sequence flows

  /// Where a sequence flow starts.
  public var flowSource: BPMNElement? { referenced("sourceRef") }
  /// Where a sequence flow ends.
  public var flowTarget: BPMNElement? { referenced("targetRef") }
  /// The condition of a sequence flow.
  public var conditionExpression: BPMNElement? { child(.conditionExpression) }
  /// The flow that a gateway or activity takes when no condition holds.
  public var defaultFlow: BPMNElement? { referenced("default") }

  // MARK: Events

  /// The event definitions, inline ones and those of the definitions that `eventDefinitionRef`
  /// names.
  public var eventDefinitions: [BPMNElement] {
    let inline = children.filter { $0.type.isEventDefinition }
    let references = xml.children.filter {
      $0.name.local == "eventDefinitionRef" && $0.name.namespace == XMLNamespace.bpmn
    }
    return inline + references.compactMap { model.resolve($0.text) }
  }

  /// The activity that a boundary event sits on.
  public var attachedTo: BPMNElement? { referenced("attachedToRef") }

  /// The boundary events on this activity.
  public var boundaryEvents: [BPMNElement] {
    guard type.isActivity, let parent else { return [] }
    return attachedEvents.filter { $0.parent == parent }
  }

  /// Every boundary event that names this element, wherever the two stand, in file order.
  public var attachedEvents: [BPMNElement] {
    model.flows.boundaryEvents(index).map { model.element(at: Int($0)) }
  }

  /// Whether the event ends what it interrupts: a boundary event its activity (`cancelActivity`),
  /// the start event of an event sub-process its scope (`isInterrupting`).
  public var isInterrupting: Bool {
    type == .boundaryEvent
      ? flag("cancelActivity", default: true) : flag("isInterrupting", default: true)
  }

  /// The message that an event definition, a receive or a send task names.
  public var message: BPMNElement? {
    if type == .messageEventDefinition || type == .receiveTask || type == .sendTask {
      return referenced("messageRef")
    }
    return eventDefinitions.first { $0.type == .messageEventDefinition }?.referenced("messageRef")
  }

  // MARK: Collaborations

  /// The process of a participant; nil for one that hides its own.
  public var participantProcess: BPMNElement? { referenced("processRef") }

  /// The flow nodes that a lane lists.
  public var laneMembers: [BPMNElement] {
    xml.children
      .filter { $0.name.local == "flowNodeRef" && $0.name.namespace == XMLNamespace.bpmn }
      .compactMap { model.resolve($0.text) }
  }
}
