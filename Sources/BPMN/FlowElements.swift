import XML

// Properties of processes, activities, events and flows beyond their attributes.

extension BPMNElement {
  /// Whether the process is executable (`isExecutable`, false by default).
  public var isExecutable: Bool { flag("isExecutable", default: false) }

  /// Whether the engine deploys this process. Unlike XML Schema, it does not accept `1` as true.
  package var isDeployed: Bool { xml["isExecutable"]?.lowercased() == "true" }

  /// Whether it is part of an executable process.
  package var isInExecutableProcess: Bool { process?.isExecutable ?? false }

  /// The nearest enclosing process or sub-process.
  public var scope: BPMNElement? {
    var current = parent
    while let element = current, !element.type.isFlowElementsContainer { current = element.parent }
    return current
  }

  /// All descendants, in document order.
  public var descendants: [BPMNElement] {
    let end = xml.range.upperBound
    return Array(model.elements.dropFirst(index + 1).prefix { $0.xml.range.lowerBound < end })
  }

  /// Whether this is an event sub-process.
  public var isEventSubProcess: Bool {
    type == .subProcess && flag("triggeredByEvent", default: false)
  }

  /// Whether a sub-process of any kind has `triggeredByEvent`.
  package var isTriggeredByEvent: Bool {
    type.isSubProcess && flag("triggeredByEvent", default: false)
  }

  /// Whether the activity is a compensation handler.
  public var isForCompensation: Bool { flag("isForCompensation", default: false) }

  // MARK: Sequence flows

  /// The source of a sequence flow.
  public var flowSource: BPMNElement? { referenced("sourceRef") }
  /// The target of a sequence flow.
  public var flowTarget: BPMNElement? { referenced("targetRef") }
  /// The condition of a sequence flow.
  public var conditionExpression: BPMNElement? { child(.conditionExpression) }
  /// The default flow of a gateway or activity, taken when no condition is true.
  public var defaultFlow: BPMNElement? { referenced("default") }

  // MARK: Events

  /// The event definitions: inline ones and those referenced by `eventDefinitionRef`.
  public var eventDefinitions: [BPMNElement] {
    let inline = children.filter { $0.type.isEventDefinition }
    let references = xml.children.filter {
      $0.name.local == "eventDefinitionRef" && $0.name.namespace == XMLNamespace.bpmn
    }
    return inline + references.compactMap { model.resolve($0.text) }
  }

  /// The activity that a boundary event is attached to.
  public var attachedTo: BPMNElement? { referenced("attachedToRef") }

  /// The boundary events attached to this activity.
  public var boundaryEvents: [BPMNElement] {
    guard type.isActivity, let parent else { return [] }
    return attachedEvents.filter { $0.parent == parent }
  }

  /// All boundary events whose `attachedToRef` is this element, even in other scopes, in file
  /// order.
  public var attachedEvents: [BPMNElement] {
    model.flows.boundaryEvents(index).map { model.element(at: Int($0)) }
  }

  /// Whether the event is interrupting: a boundary event (`cancelActivity`), or the start event of
  /// an event sub-process (`isInterrupting`).
  public var isInterrupting: Bool {
    type == .boundaryEvent
      ? flag("cancelActivity", default: true) : flag("isInterrupting", default: true)
  }

  /// The message that an event definition, a receive task or a send task references.
  public var message: BPMNElement? {
    if type == .messageEventDefinition || type == .receiveTask || type == .sendTask {
      return referenced("messageRef")
    }
    return eventDefinitions.first { $0.type == .messageEventDefinition }?.referenced("messageRef")
  }

  // MARK: Collaborations

  /// The process of a participant; nil for a black-box pool.
  public var participantProcess: BPMNElement? { referenced("processRef") }

  /// The flow nodes in a lane.
  public var laneMembers: [BPMNElement] {
    xml.children
      .filter { $0.name.local == "flowNodeRef" && $0.name.namespace == XMLNamespace.bpmn }
      .compactMap { model.resolve($0.text) }
  }
}
