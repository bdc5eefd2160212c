import BPMN
import Diagnostics

extension LintRule {
  static let compatSequenceFlowCondition = compat(
    "sequence-flow-condition", .error, "Conditions stand where the engine reads them"
  ) { rule, element in
    guard element.type == .sequenceFlow, let source = element.flowSource else { return [] }
    let decides = source.type == .exclusiveGateway || source.type == .inclusiveGateway
    let hasCondition = element.conditionExpression != nil
    let message: String
    if decides, !hasCondition, source.outgoing.count > 1, source.defaultFlow != element {
      message = "needs a condition, or to be the default flow"
    } else if !decides, hasCondition {
      message = "has a condition, but does not leave an exclusive or inclusive gateway"
    } else {
      return []
    }
    return [
      rule.finding("\"\(element.label)\" \(message)", element, path: "conditionExpression")
    ]
  }
}
