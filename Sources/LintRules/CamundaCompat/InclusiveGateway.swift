import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/inclusive-gateway
  ///
  /// An inclusive gateway must not join flows before Camunda 8.6.
  ///
  /// The engine rejects an inclusive gateway with more than one incoming flow. Join with a parallel
  /// or an exclusive gateway instead.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:parallelGateway id="split" />
  ///     <bpmn:sequenceFlow id="left" sourceRef="split" targetRef="join" />
  ///     <bpmn:sequenceFlow id="right" sourceRef="split" targetRef="join" />
  ///     1️⃣<bpmn:inclusiveGateway id="join" />
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:parallelGateway id="split" />
  ///     <bpmn:sequenceFlow id="left" sourceRef="split" targetRef="join" />
  ///     <bpmn:sequenceFlow id="right" sourceRef="split" targetRef="join" />
  ///     <bpmn:parallelGateway id="join" />
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatInclusiveGateway = compat(
    "inclusive-gateway", .error,
    from: PlatformVersion(8, 1), through: PlatformVersion(8, 5)
  ) { rule in
    if rule.isAtLeast(8, 6) { return [] }
    return rule.elements(.inclusiveGateway).filter { $0.incoming.count > 1 }.map { gateway in
      rule.finding(
        "\"\(gateway.label)\" joins flows, which inclusive gateways support only from Camunda 8.6 on",
        help: "Join with a parallel or an exclusive gateway, or target Camunda 8.6 or later.",
        on: gateway, path: "incoming")
    }
  }
}
