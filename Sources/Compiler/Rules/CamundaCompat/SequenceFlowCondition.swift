import BPMN
import Diagnostics

extension LintRule {
  /// # camunda-compat/sequence-flow-condition
  ///
  /// Conditions stand where the engine reads them.
  ///
  /// Of an exclusive or inclusive gateway with several ways out every flow has a condition,
  /// except the default flow. Flows from anything else have none: the engine would ignore it.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:exclusiveGateway id="decide" name="In stock?" default="no" />
  /// 1️⃣<bpmn:sequenceFlow id="yes" name="yes" sourceRef="decide" targetRef="ship" />
  /// <bpmn:sequenceFlow id="no" name="no" sourceRef="decide" targetRef="order" />
  /// <bpmn:task id="ship" name="Ship" />
  /// <bpmn:task id="order" name="Order" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:exclusiveGateway id="decide" name="In stock?" default="no" />
  /// <bpmn:sequenceFlow id="yes" name="yes" sourceRef="decide" targetRef="ship">
  ///   <bpmn:conditionExpression>=stock &gt; 0</bpmn:conditionExpression>
  /// </bpmn:sequenceFlow>
  /// <bpmn:sequenceFlow id="no" name="no" sourceRef="decide" targetRef="order" />
  /// <bpmn:task id="ship" name="Ship" />
  /// <bpmn:task id="order" name="Order" />
  /// ```
  static let compatSequenceFlowCondition = compat(
    "sequence-flow-condition", .error, "Conditions stand where the engine reads them"
  ) { rule in
    rule.elements(.sequenceFlow).compactMap { flow in
      guard let source = flow.flowSource else { return nil }
      let condition = flow.conditionExpression
      if source.type == .exclusiveGateway || source.type == .inclusiveGateway {
        guard condition == nil, source.outgoing.count > 1, source.defaultFlow != flow else {
          return nil
        }
        return rule.finding(
          "the flow \"\(flow.label)\" of the gateway \"\(source.label)\" has no condition",
          help: "Add a condition, or make it the default flow.", on: flow,
          path: "conditionExpression")
      }
      guard let condition else { return nil }
      return rule.finding(
        "the flow \"\(flow.label)\" has a condition, but \"\(source.label)\" is no exclusive or "
          + "inclusive gateway",
        help: "Remove the condition, or put a gateway in between.", on: flow,
        at: condition.location, path: "conditionExpression")
    }
  }
}
