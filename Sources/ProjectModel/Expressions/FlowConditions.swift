package import BPMN
import Diagnostics
package import FEEL
import XML

/// The conditions of a model's sequence flows, as far as they can be read.
package struct FlowConditions {
  package struct Condition {
    package var flow: BPMNElement
    package var place: FEELPlace
    package var expression: FEELExpression
  }

  private var byFlow: [Int: Condition] = [:]

  package init(_ diagram: Diagram) {
    for place in diagram.expressions where place.element.name.local == "conditionExpression" {
      // What can't be read is the matter of `feel/syntax`.
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
