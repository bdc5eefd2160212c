extension PropertyBinding {
  /// The same for all bindings that write to the same place.
  var place: PropertyBinding {
    switch self {
    case .taskDefinitionType: .taskDefinition(property: "type")
    default: self
    }
  }

  /// Another place that the connector runtime reads for the same purpose: values move there when
  /// only it is left. Source: reference page connector-runtime 4.1.
  var otherPlace: PropertyBinding? {
    switch self {
    case .zeebeProperty("activationCondition"): .zeebeProperty(name: "inbound.activationCondition")
    case .zeebeProperty("inbound.activationCondition"): .zeebeProperty(name: "activationCondition")
    default: nil
    }
  }

  /// The name that a person gives to set the value: `inbound.context`, `body.To`.
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
