import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel

extension LintRule {
  /// # flow/constant-condition
  ///
  /// A condition should not always have the same result.
  ///
  /// A condition is never true if it only compares constants, if its parts contradict each other,
  /// or if an earlier flow of the same exclusive gateway is taken whenever it holds (conditions are
  /// evaluated in document order). Its flow is never taken. A condition that is always true at an
  /// exclusive gateway disables the flows after it. Correct the condition, or delete the flow.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:exclusiveGateway id="g" default="no" />
  /// <bpmn:endEvent id="a" /><bpmn:endEvent id="b" /><bpmn:endEvent id="c" />
  /// <bpmn:sequenceFlow id="one" sourceRef="g" targetRef="a"><bpmn:conditionExpression>=total > 10</bpmn:conditionExpression></bpmn:sequenceFlow>
  /// <bpmn:sequenceFlow id="two" sourceRef="g" targetRef="b"><bpmn:conditionExpression>=1️⃣total > 100</bpmn:conditionExpression></bpmn:sequenceFlow>
  /// <bpmn:sequenceFlow id="no" sourceRef="g" targetRef="c" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:exclusiveGateway id="g" default="no" />
  /// <bpmn:endEvent id="a" /><bpmn:endEvent id="b" /><bpmn:endEvent id="c" />
  /// <bpmn:sequenceFlow id="two" sourceRef="g" targetRef="b"><bpmn:conditionExpression>=total > 100</bpmn:conditionExpression></bpmn:sequenceFlow>
  /// <bpmn:sequenceFlow id="one" sourceRef="g" targetRef="a"><bpmn:conditionExpression>=total > 10</bpmn:conditionExpression></bpmn:sequenceFlow>
  /// <bpmn:sequenceFlow id="no" sourceRef="g" targetRef="c" />
  /// ```
  static let constantCondition = LintRule("flow/constant-condition", .warning) { input in
    let conditions = FlowConditions(input.diagram)
    guard !conditions.isEmpty else { return [] }
    let gateways = input.model.elements.filter {
      ($0.type == .exclusiveGateway || $0.type == .inclusiveGateway) && $0.outgoing.count > 1
    }
    return gateways.flatMap { gateway -> [Diagnostic] in
      let isExclusive = gateway.type == .exclusiveGateway
      let flows = gateway.outgoing.filter { $0 != gateway.defaultFlow }.compactMap {
        conditions[$0]
      }
      return flows.indices.compactMap { index in
        let condition = flows[index]
        if let value = condition.expression.constantValue {
          // An inclusive gateway may have a flow that is always taken in addition to others.
          if value == .boolean(true), !isExclusive { return nil }
          return input.constant(value, condition, isLast: index == flows.count - 1, gateway)
        }
        if let (one, other) = condition.expression.contradiction {
          return input.contradiction(one, other, condition)
        }
        // No hand-made gateway has more flows than this; each is compared with all before it.
        guard isExclusive, index < 100 else { return nil }
        let earlier = flows[..<index].first { $0.expression.holds(whenever: condition.expression) }
        return earlier.map { input.neverTaken(condition, $0, gateway) }
      }
    }
  }
}

extension RuleInput {
  fileprivate func name(_ flow: BPMNElement) -> String {
    flow.name == nil
      ? "the flow to \"\(flow.flowTarget?.label ?? "")\"" : "the flow \"\(flow.label)\""
  }

  fileprivate func constant(
    _ value: FEELValue, _ condition: FlowConditions.Condition, isLast: Bool, _ gateway: BPMNElement
  ) -> Diagnostic {
    let whole = condition.place.location(of: 0..<condition.place.text.utf8.count)
    guard case .boolean(true) = value else {
      return finding(
        "the condition of \(name(condition.flow)) is never true: the flow is never taken",
        help: "Correct the condition, or delete the flow.", on: condition.flow, at: whole)
    }
    let consequence =
      !(isLast && gateway.defaultFlow == nil)
      ? ": the flows after it are never taken" : ""
    return finding(
      "the condition of \(name(condition.flow)) is always true\(consequence)",
      help: "Correct the condition, or make it the default flow.", on: condition.flow, at: whole)
  }

  fileprivate func contradiction(
    _ one: FEELRequirement, _ other: FEELRequirement, _ condition: FlowConditions.Condition
  ) -> Diagnostic {
    let path = one.path.joined(separator: ".")
    return finding(
      "the condition of \(name(condition.flow)) contradicts itself about '\(path)': "
        + "the flow is never taken",
      help: "Correct the condition; did you mean 'or'?", on: condition.flow,
      at: condition.place.location(of: other.range),
      notes: [
        Diagnostic.Note(
          message: "this part contradicts it", location: condition.place.location(of: one.range))
      ])
  }

  fileprivate func neverTaken(
    _ condition: FlowConditions.Condition, _ earlier: FlowConditions.Condition,
    _ gateway: BPMNElement
  ) -> Diagnostic {
    finding(
      "\(name(condition.flow)) of \"\(gateway.label)\" is never taken: whenever its condition is true, "
        + "so is that of \(name(earlier.flow)), which is evaluated first",
      help: "Correct one of the conditions, or move this flow before the other in the file.",
      on: condition.flow,
      at: condition.place.location(of: 0..<condition.place.text.utf8.count),
      notes: [
        Diagnostic.Note(
          message: "the condition that is evaluated first",
          location: earlier.place.location(of: 0..<earlier.place.text.utf8.count))
      ])
  }
}
