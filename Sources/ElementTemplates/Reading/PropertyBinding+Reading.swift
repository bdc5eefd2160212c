import JSON

extension PropertyBinding {
  /// Parses the `binding` of a property.
  init(_ json: JSONNode) throws(TemplateFault) {
    try json.requireObject("the 'binding'")
    guard let type = try json.enumeration("type", as: BindingType.self) else {
      throw TemplateFault("the binding has no 'type'", in: json)
    }
    let part = try Self.part(of: type, in: json)
    switch type {
    case .property: self = .property(name: part)
    case .taskDefinition: self = .taskDefinition(property: part)
    case .taskDefinitionType: self = .taskDefinitionType
    case .input: self = .input(name: part)
    case .output: self = .output(source: part)
    case .taskHeader: self = .taskHeader(key: part)
    case .zeebeProperty: self = .zeebeProperty(name: part)
    case .message: self = .message(name: part)
    case .messageSubscription: self = .messageSubscription(name: part)
    case .signal: self = .signal(name: part)
    case .timer: self = .timer(name: part)
    case .condition: self = .condition(name: part)
    case .conditionalFilter: self = .conditionalFilter(name: part)
    case .calledElement: self = .calledElement(property: part)
    case .linkedResource:
      let name = try json.requiredText("linkName", of: "the binding to \(type.rawValue)")
      self = .linkedResource(linkName: name, property: part)
    case .userTask: self = .userTask
    case .formDefinition: self = .formDefinition(property: part)
    case .assignmentDefinition: self = .assignmentDefinition(property: part)
    case .priorityDefinition: self = .priorityDefinition(property: part)
    case .taskSchedule: self = .taskSchedule(property: part)
    case .calledDecision: self = .calledDecision(property: part)
    case .script: self = .script(property: part)
    case .jobPriorityDefinition: self = .jobPriorityDefinition(property: part)
    case .adHoc: self = .adHoc(property: part)
    case .agentDefinition: self = .agentDefinition(property: part)
    case .executionListener: self = .executionListener(try Listener(eventType: part, json))
    case .taskListener: self = .taskListener(try Listener(eventType: part, json))
    }
  }

  /// The bound part; empty if there is only one.
  private static func part(of type: BindingType, in json: JSONNode) throws(TemplateFault) -> String
  {
    guard let (key, words) = type.part else { return "" }
    let node = try json.required(key, of: "the binding to \(type.rawValue)")
    let part = try json.requiredText(key, of: "the binding to \(type.rawValue)")
    if let words, !words.contains(part) { throw .unknownValue(part, key, words, node) }
    return part
  }
}

extension PropertyBinding.Listener {
  init(eventType: String, _ json: JSONNode) throws(TemplateFault) {
    self.eventType = eventType
    retries = try json.text("retries")
    for header in try json.items("headers") {
      headers.append(
        Header(
          key: try header.requiredText("key", of: "a listener's header"),
          value: try header.requiredText("value", of: "a listener's header")))
    }
  }
}
