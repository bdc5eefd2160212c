extension PropertyBinding {
  /// An equal value for all bindings with the same target.
  var place: PropertyBinding {
    switch self {
    case .taskDefinitionType: .taskDefinition(property: "type")
    default: self
    }
  }

  /// Another target that the connector runtime reads for the same purpose: if only the other one
  /// remains, values move there.
  var otherPlace: PropertyBinding? {
    switch self {
    case .zeebeProperty("activationCondition"): .zeebeProperty(name: "inbound.activationCondition")
    case .zeebeProperty("inbound.activationCondition"): .zeebeProperty(name: "activationCondition")
    default: nil
    }
  }

  /// The name in settings: `inbound.context`, `body.To`.
  var partName: String? {
    switch self {
    case .property(let name), .input(let name), .taskHeader(let name), .zeebeProperty(let name),
      .message(let name), .messageSubscription(let name), .signal(let name), .timer(let name),
      .condition(let name), .conditionalFilter(let name), .output(let name),
      .taskDefinition(let name), .calledElement(let name), .formDefinition(let name),
      .assignmentDefinition(let name), .priorityDefinition(let name), .taskSchedule(let name),
      .calledDecision(let name), .script(let name), .jobPriorityDefinition(let name),
      .adHoc(let name), .agentDefinition(let name):
      name
    case .taskDefinitionType: "type"
    case .linkedResource(let link, let name): "\(link).\(name)"
    case .userTask, .executionListener, .taskListener: nil
    }
  }
}
