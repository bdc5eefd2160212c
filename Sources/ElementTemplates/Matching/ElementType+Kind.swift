import BPMN

extension ElementType {
  /// Whether this type is, or is derived from, a type named in a template, such as `bpmn:Task`.
  /// Source: the class diagrams of BPMN 2.0.
  func isKind(of qualifiedName: String) -> Bool {
    switch qualifiedName {
    case self.qualifiedName: true
    case "bpmn:BaseElement": true
    case "bpmn:FlowElement": isFlowElement
    case "bpmn:FlowNode", "bpmn:InteractionNode": isFlowNode
    case "bpmn:Activity": isActivity
    case "bpmn:Task": isTask
    case "bpmn:SubProcess": isSubProcess
    case "bpmn:Event": isEvent
    case "bpmn:CatchEvent":
      self == .startEvent || self == .intermediateCatchEvent || self == .boundaryEvent
    case "bpmn:ThrowEvent":
      self == .endEvent || self == .intermediateThrowEvent || self == .implicitThrowEvent
    case "bpmn:Gateway": isGateway
    case "bpmn:FlowElementsContainer": isFlowElementsContainer
    case "bpmn:CallableElement": self == .process
    case "bpmn:Collaboration": self == .choreography
    default: false
    }
  }
}
