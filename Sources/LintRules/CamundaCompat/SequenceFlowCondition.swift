import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/sequence-flow-condition
  ///
  /// Conditions must be used where the engine evaluates them.
  ///
  /// If an exclusive or inclusive gateway has several outgoing flows, each except the default flow
  /// must have a condition. Flows from other elements must not have one: the engine would ignore
  /// it.
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
    "sequence-flow-condition", .error
  ) { rule in
    rule.elements { $0.decides }.flatMap { rule.unconditional($0) }
      + rule.elements(.conditionExpression).compactMap { rule.ignored($0) }
  }
}

extension ElementType {
  /// Whether gateways of this type evaluate the conditions of their flows.
  fileprivate var decides: Bool { self == .exclusiveGateway || self == .inclusiveGateway }
}

extension CompatInput {
  /// The flows of a deciding gateway that have no condition but need one.
  fileprivate func unconditional(_ gateway: BPMNElement) -> [Diagnostic] {
    let flows = gateway.outgoing
    guard flows.count > 1 else { return [] }
    let defaultFlow = gateway.defaultFlow
    return flows.filter { $0 != defaultFlow && $0.conditionExpression == nil }.map { flow in
      finding(
        "the flow \"\(flow.label)\" of the gateway \"\(gateway.label)\" has no condition",
        help: "Add a condition, or make it the default flow.", on: flow,
        path: "conditionExpression")
    }
  }

  fileprivate func ignored(_ condition: BPMNElement) -> Diagnostic? {
    guard let flow = condition.parent, flow.type == .sequenceFlow, let source = flow.flowSource,
      !source.type.decides
    else { return nil }
    return finding(
      "the flow \"\(flow.label)\" has a condition, but \"\(source.label)\" is not an exclusive or "
        + "inclusive gateway",
      help: "Remove the condition, or insert a gateway.", on: flow,
      at: condition.location, path: "conditionExpression")
  }
}
