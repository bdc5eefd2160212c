import BPMN
import Diagnostics
import FEEL
import XML

/// The conditions of a model's sequence flows, as far as they can be read.
struct FlowConditions {
  struct Condition {
    var flow: BPMNElement
    var place: FEELPlace
    var expression: FEELExpression
  }

  private var byFlow: [Int: Condition] = [:]

  init(_ input: RuleInput) {
    for place in input.expressions where place.element.name.local == "conditionExpression" {
      // What can't be read is the matter of `feel/syntax`.
      guard let flow = input.model.element(for: place.element)?.parent, flow.type == .sequenceFlow,
        let expression = try? place.parsed()
      else { continue }
      byFlow[flow.index] = Condition(flow: flow, place: place, expression: expression)
    }
  }

  var isEmpty: Bool { byFlow.isEmpty }

  subscript(flow: BPMNElement) -> Condition? { byFlow[flow.index] }
}
