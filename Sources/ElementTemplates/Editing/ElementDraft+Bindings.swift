import BPMN
import Diagnostics
import XML

extension ElementDraft {
  /// Writes a value to its binding target.
  ///
  /// - Parameter keepsEmpty: whether to write the target without a value.
  func write(
    _ value: String?, to place: PropertyBinding, keepsEmpty: Bool
  ) throws(Diagnostic) {
    let given = value?.isEmpty == false ? value : nil
    switch place {
    case .property(let name): try writeOwn(name, given)
    case .input(let name): setItem(.inputs, name, to: value, keepsEmpty: keepsEmpty)
    case .output(let source): setItem(.outputs, source, to: given, keepsEmpty: false)
    case .taskHeader(let key): setItem(.headers, key, to: given, keepsEmpty: false)
    case .zeebeProperty(let name):
      setItem(.properties, name, to: value ?? "", keepsEmpty: keepsEmpty)
    case .message(let name): referredRoot(.message)?[name] = given
    case .messageSubscription(let name):
      if let message = referredRoot(.message) {
        set(name, of: "subscription", to: given, in: message)
      }
    case .signal(let name): referredRoot(.signal)?[name] = given
    case .timer(let name): try writeTimer(name, given)
    case .condition(let name):
      if let definition = definition("conditionalEventDefinition") {
        try writeExpression(name, given, in: definition)
      }
    case .conditionalFilter(let name):
      if let definition = definition("conditionalEventDefinition") {
        set(name, of: "conditionalFilter", to: given, in: definition)
      }
    case .linkedResource(let link, let name): writeLinkedResource(link, name, given)
    case .userTask:
      if xml.isNamed("userTask", XMLNamespace.bpmn) { _ = addedZeebe("userTask", to: xml) }
    case .executionListener(let listener): writeListener(listener, given, "executionListener")
    case .taskListener(let listener): writeListener(listener, given, "taskListener")
    default:
      guard let (local, attribute) = place.extensionAttribute else { return }
      set(
        attribute, of: local, to: given, in: xml,
        default: attribute == "bindingType" ? "latest" : nil)
    }
  }

  /// Removes the value of a binding target.
  ///
  /// - Parameter value: the job type of a listener, because there may be several.
  func erase(_ place: PropertyBinding, value: String?) throws(Diagnostic) {
    switch place {
    case .userTask: removeZeebe("userTask", of: xml)
    case .message, .messageSubscription, .signal:
      // A root element that was not created by a template may be shared.
      let isSignal = place.type == .signal
      guard referredRoot(isSignal ? .signal : .message)?[zeebeAttribute("modelerTemplate")] != nil
      else { return }
      try write(nil, to: place, keepsEmpty: false)
    case .executionListener(let listener): removeListener(listener, value, "executionListener")
    case .taskListener(let listener): removeListener(listener, value, "taskListener")
    default: try write(nil, to: place, keepsEmpty: false)
    }
  }

  // MARK: The element's own properties

  private func writeOwn(_ name: String, _ value: String?) throws(Diagnostic) {
    if Self.expressions.contains(name) {
      try writeExpression(name, value, in: xml)
    } else {
      xml[name] = value
    }
  }

  private static let expressions: Set = [
    "completionCondition", "conditionExpression", "activationCondition",
  ]

  private func writeExpression(
    _ name: String, _ value: String?, in parent: XMLDraft
  ) throws(Diagnostic) {
    let existing = parent.child(name, XMLNamespace.bpmn)
    guard let value else {
      if let existing { parent.remove(existing) }
      return
    }
    if let existing {
      if existing.origin?.text != value { existing.text = value }
      return
    }
    let type = bpmnName("tFormalExpression").qualified
    parent.children.append(XMLDraft(bpmnName(name), [(try xsiType(), type)], text: value))
  }

  /// A timer has one kind of time; a cycle on an interrupting event would never repeat.
  private func writeTimer(_ name: String, _ value: String?) throws(Diagnostic) {
    guard let definition = definition("timerEventDefinition") else { return }
    try writeExpression(name, value, in: definition)
    guard value != nil else { return }
    for other in ["timeDate", "timeCycle", "timeDuration"] where other != name {
      try writeExpression(other, nil, in: definition)
    }
    guard name == "timeCycle" else { return }
    if element.type == .boundaryEvent { xml["cancelActivity"] = "false" }
    if element.type == .startEvent, element.scope?.isEventSubProcess == true {
      xml["isInterrupting"] = "false"
    }
  }

  func definition(_ local: String) -> XMLDraft? { xml.child(local, XMLNamespace.bpmn) }

  // MARK: Lists with items of their own kind

  private func writeLinkedResource(_ link: String, _ name: String, _ value: String?) {
    let list = zeebe("linkedResources", of: xml)
    let existing = list?.children.first { $0["linkName"] == link }
    guard value != nil else {
      existing?[name] = nil
      if let list, let existing, existing.attributes.count <= 1 {
        list.remove(existing)
        removeIfEmptied(list, of: xml)
      }
      return
    }
    if let existing {
      existing[name] = value
    } else {
      let added = XMLDraft(zeebeName("linkedResource"), [("linkName", link)])
      added[name] = value
      addedZeebe("linkedResources", to: xml).children.append(added)
    }
  }

  private func writeListener(
    _ listener: PropertyBinding.Listener, _ type: String?, _ local: String
  ) {
    let list = zeebe(local + "s", of: xml)
    let isThere = list?.children.contains {
      $0["eventType"] == listener.eventType && $0["type"] == type
    }
    guard let type, isThere != true else { return }
    var attributes = [(name: "eventType", value: listener.eventType), ("type", type)]
    if let retries = listener.retries { attributes.append(("retries", retries)) }
    let headers = listener.headers.map {
      XMLDraft(zeebeName("header"), [("key", $0.key), ("value", $0.value)])
    }
    let children = headers.isEmpty ? [] : [XMLDraft(zeebeName("taskHeaders"), children: headers)]
    addedZeebe(local + "s", to: xml).children
      .append(XMLDraft(zeebeName(local), attributes, children: children))
  }

  private func removeListener(
    _ listener: PropertyBinding.Listener, _ type: String?, _ local: String
  ) {
    guard let list = zeebe(local + "s", of: xml) else { return }
    list.children.removeAll { $0["eventType"] == listener.eventType && $0["type"] == type }
    removeIfEmptied(list, of: xml)
  }
}

extension PropertyBinding {
  /// The extension element, which is allowed only once, and its attribute.
  var extensionAttribute: (element: String, attribute: String)? {
    switch self {
    case .taskDefinitionType: ("taskDefinition", "type")
    case .taskDefinition(let name): ("taskDefinition", name)
    case .calledElement(let name): ("calledElement", name)
    case .formDefinition(let name): ("formDefinition", name)
    case .assignmentDefinition(let name): ("assignmentDefinition", name)
    case .priorityDefinition(let name): ("priorityDefinition", name)
    case .taskSchedule(let name): ("taskSchedule", name)
    case .calledDecision(let name): ("calledDecision", name)
    case .script(let name): ("script", name)
    case .jobPriorityDefinition(let name): ("jobPriorityDefinition", name)
    case .adHoc(let name): ("adHoc", name)
    case .agentDefinition(let name): ("agentDefinition", name)
    default: nil
    }
  }
}
