public import BPMN
import XML

extension PropertyBinding {
  /// The element's value for this binding; the first of several.
  ///
  /// Nil if the binding target does not exist. An absent attribute with a default in the schema has
  /// the default as its value.
  public func value(in element: BPMNElement) -> BoundValue? {
    switch self {
    case .input, .output, .taskHeader, .zeebeProperty: value(in: ElementPlaces(element))
    case .property(let name): element.ownProperty(name)
    case .taskDefinitionType: element.value("type", of: "taskDefinition")
    case .taskDefinition(let name): element.value(name, of: "taskDefinition")
    case .message(let name):
      element.message.map { BoundValue($0.xml, attribute: name) }
    case .messageSubscription(let name):
      element.message?.value(name, of: "subscription")
    case .signal(let name):
      element.definition(.signalEventDefinition)?.referenced("signalRef")
        .map { BoundValue($0.xml, attribute: name) }
    case .timer(let name): element.definition(.timerEventDefinition)?.childText(name)
    case .condition(let name): element.definition(.conditionalEventDefinition)?.childText(name)
    case .conditionalFilter(let name):
      element.definition(.conditionalEventDefinition)?.value(name, of: "conditionalFilter")
    case .calledElement(let name): element.value(name, of: "calledElement")
    case .linkedResource(let link, let name):
      element.zeebe("linkedResources")?.children.first { $0["linkName"] == link }
        .map { BoundValue($0, attribute: name, default: attributeDefaults[name]) }
    case .userTask: element.zeebe("userTask").map(BoundValue.init(presenceOf:))
    case .formDefinition(let name): element.value(name, of: "formDefinition")
    case .assignmentDefinition(let name): element.value(name, of: "assignmentDefinition")
    case .priorityDefinition(let name): element.value(name, of: "priorityDefinition")
    case .taskSchedule(let name): element.value(name, of: "taskSchedule")
    case .calledDecision(let name): element.value(name, of: "calledDecision")
    case .script(let name): element.value(name, of: "script")
    case .jobPriorityDefinition(let name): element.value(name, of: "jobPriorityDefinition")
    case .adHoc(let name): element.value(name, of: "adHoc")
    case .agentDefinition(let name): element.value(name, of: "agentDefinition")
    case .executionListener(let listener): element.listener(listener, in: "executionListeners")
    case .taskListener(let listener): element.listener(listener, in: "taskListeners")
    }
  }
}

extension PropertyBinding {
  /// The same for an element whose named targets are indexed.
  func value(in places: ElementPlaces) -> BoundValue? {
    switch self {
    case .input(let name): places.inputs[name].map { BoundValue($0, attribute: "source") }
    case .output(let source): places.outputs[source].map { BoundValue($0, attribute: "target") }
    case .taskHeader(let key): places.headers[key].map { BoundValue($0, attribute: "value") }
    case .zeebeProperty(let name):
      places.properties[name].map { BoundValue($0, attribute: "value") }
    default: value(in: places.element)
    }
  }
}

/// The defaults of absent attributes. Source: zeebe-bpmn-moddle and the BPMN 2.0 schema.
private let attributeDefaults = [
  "bindingType": "latest", "propagateAllParentVariables": "true",
  "isInterrupting": "true", "cancelActivity": "true", "cancelRemainingInstances": "true",
  "isForCompensation": "false", "triggeredByEvent": "false", "instantiate": "false",
]

extension BPMNElement {
  /// An attribute of an extension element that is allowed only once.
  fileprivate func value(_ attribute: String, of extensionElement: String) -> BoundValue? {
    zeebe(extensionElement)
      .map { BoundValue($0, attribute: attribute, default: attributeDefaults[attribute]) }
  }

  /// An attribute of the element, or the text of a child such as `completionCondition`.
  fileprivate func ownProperty(_ name: String) -> BoundValue? {
    if xml.attribute(name) == nil, let child = childText(name) { return child }
    return BoundValue(xml, attribute: name, default: attributeDefaults[name])
  }

  fileprivate func childText(_ name: String) -> BoundValue? {
    xml.children.first { $0.name.local == name && $0.name.namespace == XMLNamespace.bpmn }
      .map(BoundValue.init(textOf:))
  }

  fileprivate func definition(_ type: ElementType) -> BPMNElement? {
    eventDefinitions.first { $0.type == type }
  }

  /// The job type of the first listener for an event.
  fileprivate func listener(
    _ listener: PropertyBinding.Listener, in list: String
  ) -> BoundValue? {
    zeebe(list)?.children.first { $0["eventType"] == listener.eventType }
      .map { BoundValue($0, attribute: "type") }
  }
}
