extension PropertyBinding {
  /// The binding in words, for properties without a label: `input 'accountSid'`.
  public var title: String {
    switch self {
    case .property(let name): "attribute '\(name)'"
    case .taskDefinitionType: "task definition 'type'"
    case .taskDefinition(let name): "task definition '\(name)'"
    case .input(let name): "input '\(name)'"
    case .output(let source): "output of '\(source)'"
    case .taskHeader(let key): "header '\(key)'"
    case .zeebeProperty(let name): "property '\(name)'"
    case .message(let name): "message '\(name)'"
    case .messageSubscription(let name): "message subscription '\(name)'"
    case .signal(let name): "signal '\(name)'"
    case .timer(let name): "timer '\(name)'"
    case .condition(let name): "event definition '\(name)'"
    case .conditionalFilter(let name): "conditional filter '\(name)'"
    case .calledElement(let name): "called element '\(name)'"
    case .linkedResource(let link, let name): "linked resource '\(link)', '\(name)'"
    case .userTask: "user task"
    case .formDefinition(let name): "form '\(name)'"
    case .assignmentDefinition(let name): "assignment '\(name)'"
    case .priorityDefinition(let name): "user task '\(name)'"
    case .taskSchedule(let name): "schedule '\(name)'"
    case .calledDecision(let name): "called decision '\(name)'"
    case .script(let name): "script '\(name)'"
    case .jobPriorityDefinition(let name): "job '\(name)'"
    case .adHoc(let name): "ad-hoc '\(name)'"
    case .agentDefinition(let name): "agent '\(name)'"
    case .executionListener(let listener): "execution listener '\(listener.eventType)'"
    case .taskListener(let listener): "task listener '\(listener.eventType)'"
    }
  }
}
