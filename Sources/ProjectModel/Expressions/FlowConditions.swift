package import BPMN
import Diagnostics
package import FEEL
import XML

/// The conditions of a model's sequence flows, except those with syntax errors.
package struct FlowConditions {
  package struct Condition {
    package var flow: BPMNElement
    package var place: FEELPlace
    package var expression: FEELExpression
  }

  private var byFlow: [Int: Condition] = [:]

  package init(_ diagram: Diagram) {
    for place in diagram.expressions where place.element.name.local == "conditionExpression" {
      // Syntax errors are reported by `feel/syntax`.
      guard let flow = diagram.model.element(for: place.element)?.parent,
        flow.type == .sequenceFlow,
        let expression = try? place.parsed()
      else { continue }
      byFlow[flow.index] = Condition(flow: flow, place: place, expression: expression)
    }
  }

  package var isEmpty: Bool { byFlow.isEmpty }

  package subscript(flow: BPMNElement) -> Condition? { byFlow[flow.index] }
}
