import BPMN

// Properties of elements that several rules need.

extension BPMNElement {
  /// Whether the flow is conditional.
  var isConditional: Bool { conditionExpression != nil }

  /// Whether this boundary event waits for compensation and nothing else.
  var isCompensationBoundary: Bool {
    type == .boundaryEvent && eventDefinitions.map(\.type) == [.compensateEventDefinition]
  }

  /// Whether this is an event of the given type with link definitions only.
  func isLink(_ eventType: ElementType) -> Bool {
    guard type == eventType else { return false }
    let definitions = eventDefinitions
    return !definitions.isEmpty && definitions.allSatisfy { $0.type == .linkEventDefinition }
  }
}

extension [BPMNElement] {
  func first(of type: ElementType) -> BPMNElement? { first { $0.type == type } }
}
