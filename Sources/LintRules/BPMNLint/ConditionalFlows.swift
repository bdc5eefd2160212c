import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # conditional-flows
  ///
  /// If one outgoing flow is conditional or the default, all others should be too.
  ///
  /// A flow that is neither is always taken, which the diagram does not show. Add a condition, or
  /// make it the default flow.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:exclusiveGateway id="paid" name="Paid?" />
  /// <bpmn:task id="ship" name="Ship" />
  /// <bpmn:task id="wait" name="Wait" />
  /// <bpmn:sequenceFlow id="yes" name="yes" sourceRef="paid" targetRef="ship">
  ///   <bpmn:conditionExpression>=paid</bpmn:conditionExpression>
  /// </bpmn:sequenceFlow>
  /// 1️⃣<bpmn:sequenceFlow id="no" name="no" sourceRef="paid" targetRef="wait" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:exclusiveGateway id="paid" name="Paid?" default="no" />
  /// <bpmn:task id="ship" name="Ship" />
  /// <bpmn:task id="wait" name="Wait" />
  /// <bpmn:sequenceFlow id="yes" name="yes" sourceRef="paid" targetRef="ship">
  ///   <bpmn:conditionExpression>=paid</bpmn:conditionExpression>
  /// </bpmn:sequenceFlow>
  /// <bpmn:sequenceFlow id="no" name="no" sourceRef="paid" targetRef="wait" />
  /// ```
  static let conditionalFlows = LintRule("conditional-flows", .warning) { input in
    input.model.elements.filter(\.type.isFlowNode).flatMap { node -> [Diagnostic] in
      let flows = node.outgoing
      let usual = node.defaultFlow
      guard usual != nil || flows.contains(where: \.isConditional) else { return [] }
      return flows.filter { !$0.isConditional && $0 != usual }.map { flow in
        input.finding(
          "the sequence flow \"\(flow.label)\" from \"\(node.label)\" has no condition, unlike "
            + "other flows from there",
          help: "Give it a condition, or make it the default flow.", on: flow,
          path: "conditionExpression")
      }
    }
  }
}
