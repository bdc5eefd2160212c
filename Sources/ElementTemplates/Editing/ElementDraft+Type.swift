import BPMN
import Diagnostics
import XML

extension ElementDraft {
  /// Changes the element to a template's target type.
  ///
  /// - Throws: if the element cannot be changed to it.
  func changeType(to target: ElementTemplate.TargetType) throws(Diagnostic) {
    guard let type = ElementType(qualifiedName: target.value) else {
      throw .notEditable(element, "bpmnc does not support elements of type \(target.value)")
    }
    if element.type != type {
      if let obstacle = element.obstacle(to: type) { throw .notEditable(element, obstacle) }
      xml.name.local = type.rawValue
      for attribute in Self.particularAttributes where !type.attributes.contains(attribute) {
        if let value = xml[attribute] { notes.append(.lost("\(attribute)=\"\(value)\"", element)) }
        xml[attribute] = nil
      }
      for (child, owner) in Self.particularChildren where owner != type {
        guard let found = xml.child(child, XMLNamespace.bpmn) else { continue }
        notes.append(.lost("<\(found.name.qualified)>", element))
        xml.remove(found)
      }
    }
    if type.isEvent { setEventDefinition(target.eventDefinition) }
  }

  private func setEventDefinition(_ wanted: String?) {
    let local = wanted.flatMap { ElementType(qualifiedName: $0) }?.rawValue
    var isThere = false
    for child in xml.children {
      let isDefinition =
        child.name.namespace == XMLNamespace.bpmn
        && ElementType(rawValue: child.name.local)?.isEventDefinition == true
      if child.isNamed("eventDefinitionRef", XMLNamespace.bpmn) {
        notes.append(.lost("the reference to an event definition", element))
      } else if !isDefinition {
        continue
      } else if child.name.local == local, !isThere {
        isThere = true
        continue
      } else if !isReleased(child) {
        notes.append(.lost("<\(child.name.qualified)>", element))
      }
      xml.remove(child)
    }
    guard let local, !isThere else { return }
    let id = ids.id(local.prefix(1).uppercased() + local.dropFirst())
    xml.children.append(XMLDraft(bpmnName(local), [("id", id)]))
  }

  /// Whether nothing is lost with an event definition: it is empty except for its id.
  private func isReleased(_ definition: XMLDraft) -> Bool {
    definition.children.isEmpty && definition.attributes.allSatisfy { $0.name == "id" }
  }

  /// Attributes that only some types have.
  private static let particularAttributes = [
    "implementation", "operationRef", "messageRef", "instantiate", "scriptFormat",
    "calledElement", "triggeredByEvent", "cancelRemainingInstances", "ordering", "method",
    "isInterrupting", "parallelMultiple", "cancelActivity", "attachedToRef", "gatewayDirection",
    "default", "eventGatewayType",
  ]

  /// Children that only one type has.
  private static let particularChildren: [(String, ElementType)] = [
    ("script", .scriptTask), ("rendering", .userTask), ("completionCondition", .adHocSubProcess),
    ("activationCondition", .complexGateway),
  ]
}

extension ElementType {
  /// The attributes of the type that not all flow nodes have. Source: the BPMN 2.0 schema.
  fileprivate var attributes: Set<String> {
    switch self {
    case .serviceTask: ["implementation", "operationRef", "default"]
    case .sendTask: ["implementation", "operationRef", "messageRef", "default"]
    case .receiveTask:
      ["implementation", "operationRef", "messageRef", "instantiate", "default"]
    case .userTask, .businessRuleTask: ["implementation", "default"]
    case .scriptTask: ["scriptFormat", "default"]
    case .callActivity: ["calledElement", "default"]
    case .subProcess: ["triggeredByEvent", "default"]
    case .adHocSubProcess:
      ["triggeredByEvent", "cancelRemainingInstances", "ordering", "default"]
    case .transaction: ["triggeredByEvent", "method", "default"]
    case .task, .manualTask: ["default"]
    case .startEvent: ["isInterrupting", "parallelMultiple"]
    case .intermediateCatchEvent: ["parallelMultiple"]
    case .boundaryEvent: ["parallelMultiple", "cancelActivity", "attachedToRef"]
    case .exclusiveGateway, .inclusiveGateway, .complexGateway: ["gatewayDirection", "default"]
    case .parallelGateway: ["gatewayDirection"]
    case .eventBasedGateway: ["gatewayDirection", "instantiate", "eventGatewayType"]
    default: []
    }
  }
}

extension BPMNElement {
  /// Why the element cannot be changed to another type; nil if it can.
  fileprivate func obstacle(to type: ElementType) -> String? {
    let areOfOneFamily =
      self.type.isActivity && type.isActivity || self.type.isEvent && type.isEvent
      || self.type.isGateway && type.isGateway
    guard areOfOneFamily else {
      return "a \(self.type.qualifiedName) cannot become a \(type.qualifiedName)"
    }
    if type == .boundaryEvent { return "a boundary event must be attached to an activity" }
    if self.type.isSubProcess, !type.isSubProcess, children.contains(where: \.type.isFlowElement) {
      return "the contents of the sub-process would be lost"
    }
    return nil
  }
}
