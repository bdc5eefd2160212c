import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/sequence-flow-condition
  ///
  /// Flows that leave a deciding gateway must have a condition or be the default; other flows must
  /// not.
  ///
  /// A gateway with a single outgoing flow does not decide. The default flow must start at its
  /// gateway. Camunda rejects conditional flows that leave a task: add an exclusive gateway after
  /// the task instead.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:exclusiveGateway id="paid" default="no">
  ///   <bpmn:outgoing>yes</bpmn:outgoing>
  ///   <bpmn:outgoing>no</bpmn:outgoing>
  /// </bpmn:exclusiveGateway>
  /// 1️⃣<bpmn:sequenceFlow id="yes" sourceRef="paid" targetRef="end" />
  /// <bpmn:sequenceFlow id="no" sourceRef="paid" targetRef="end" />
  /// <bpmn:endEvent id="end" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:exclusiveGateway id="paid" default="no">
  ///   <bpmn:outgoing>yes</bpmn:outgoing>
  ///   <bpmn:outgoing>no</bpmn:outgoing>
  /// </bpmn:exclusiveGateway>
  /// <bpmn:sequenceFlow id="yes" sourceRef="paid" targetRef="end">
  ///   <bpmn:conditionExpression>=amount &gt; 0</bpmn:conditionExpression>
  /// </bpmn:sequenceFlow>
  /// <bpmn:sequenceFlow id="no" sourceRef="paid" targetRef="end" />
  /// <bpmn:endEvent id="end" />
  /// ```
  static let deploySequenceFlowCondition = deploy(
    "sequence-flow-condition",
    covers: ["camunda-compat/sequence-flow-condition", "conditional-flows"]
  ) { deployment in
    deployment.elements(.exclusiveGateway, .inclusiveGateway).flatMap(deployment.gateway)
      + deployment.misplacedConditions
      + deployment.elements(.inclusiveGateway).compactMap(deployment.join)
  }
}

extension DeploymentInput {
  fileprivate func gateway(_ gateway: BPMNElement) -> [Diagnostic] {
    let defaultFlow = gateway.defaultFlow
    var found: [Diagnostic] = []
    if let defaultFlow, defaultFlow.flowSource != gateway {
      found.append(foreignDefault(gateway, defaultFlow))
    }
    let listed = gateway.listedFlows(.outgoing)
    guard listed.count > 1 else { return found }
    return found
      + (gateway.type == .exclusiveGateway ? gateway.outgoing : listed)
      .filter { $0.flowSource == gateway && $0 != defaultFlow && $0.conditionExpression == nil }
      .map { noCondition($0, gateway) }
  }

  fileprivate var misplacedConditions: [Diagnostic] {
    let flows = elements(.conditionExpression).compactMap(\.parent)
      .filter { $0.type == .sequenceFlow }
    var seen: Set<BPMNElement> = []
    return flows.compactMap { flow in
      guard let source = flow.flowSource, source.type != .exclusiveGateway,
        source.type != .inclusiveGateway, source.listedFlows(.outgoing).contains(flow),
        seen.insert(source).inserted
      else { return nil }
      return misplaced(flow, source)
    }
  }

  /// Before 8.6 the engine could only fork with an inclusive gateway.
  fileprivate func join(_ gateway: BPMNElement) -> Diagnostic? {
    if isAtLeast(8, 6) || gateway.listedFlows(.incoming).count < 2 { return nil }
    return cannotJoin(gateway)
  }

  private func noCondition(_ flow: BPMNElement, _ gateway: BPMNElement) -> Diagnostic {
    finding(
      "the sequence flow \"\(flow.label)\" from \"\(gateway.label)\" has no condition",
      help: "Give it a condition, or make it the default flow.", on: flow)
  }

  private func foreignDefault(_ gateway: BPMNElement, _ flow: BPMNElement) -> Diagnostic {
    finding(
      "the default flow of \"\(gateway.label)\" starts at another element",
      help: "Choose one of the gateway's own flows.", at: gateway.xml, attribute: "default")
  }

  private func misplaced(_ flow: BPMNElement, _ source: BPMNElement) -> Diagnostic {
    finding(
      "a conditional flow leaves \"\(source.label)\", which is not a deciding gateway",
      help: "Insert an exclusive or inclusive gateway, or remove the condition.", on: source,
      at: flow.conditionExpression?.location)
  }

  private func cannotJoin(_ gateway: BPMNElement) -> Diagnostic {
    finding(
      "the inclusive gateway \"\(gateway.label)\" joins flows, which Camunda supports from 8.6 on",
      help: "Raise the execution platform version, or join with a parallel gateway.", on: gateway)
  }
}
