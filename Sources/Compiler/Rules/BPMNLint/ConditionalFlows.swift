import BPMN
import Diagnostics
import XML

extension LintRule {
  /// Beside a conditional or a default flow, every flow has a condition or is the default.
  ///
  /// A flow without either would be taken always, which the diagram does not show.
  static let conditionalFlows = LintRule(
    "conditional-flows", .warning,
    "Beside a conditional flow every flow is conditional or the default."
  ) { input in
    input.model.elements.filter(\.type.isFlowNode).flatMap { node -> [Diagnostic] in
      let flows = node.outgoing
      let usual = node.defaultFlow
      guard node.xml["default"] != nil || flows.contains(where: \.isConditional) else { return [] }
      return flows.filter { !$0.isConditional && $0 != usual }.map { flow in
        input.finding(
          "the sequence flow \"\(flow.label)\" from \"\(node.label)\" has no condition, while others "
            + "from there are chosen by theirs",
          help: "Give it a condition, or make it the default flow.", on: flow,
          path: "conditionExpression")
      }
    }
  }
}
