import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # no-gateway-join-fork
  ///
  /// A gateway should either join or fork flows, not both.
  ///
  /// A gateway that does both is hard to read. Use one gateway to join and another to fork.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:task id="a" name="Pack" />
  /// 1️⃣<bpmn:parallelGateway id="both" />
  /// <bpmn:task id="b" name="Ship" />
  /// <bpmn:sequenceFlow id="f" sourceRef="a" targetRef="both" />
  /// <bpmn:sequenceFlow id="g" sourceRef="b" targetRef="both" />
  /// <bpmn:sequenceFlow id="h" sourceRef="both" targetRef="a" />
  /// <bpmn:sequenceFlow id="i" sourceRef="both" targetRef="b" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:task id="a" name="Pack" />
  /// <bpmn:parallelGateway id="join" />
  /// <bpmn:parallelGateway id="fork" />
  /// <bpmn:task id="b" name="Ship" />
  /// <bpmn:sequenceFlow id="f" sourceRef="a" targetRef="join" />
  /// <bpmn:sequenceFlow id="g" sourceRef="b" targetRef="join" />
  /// <bpmn:sequenceFlow id="e" sourceRef="join" targetRef="fork" />
  /// <bpmn:sequenceFlow id="h" sourceRef="fork" targetRef="a" />
  /// <bpmn:sequenceFlow id="i" sourceRef="fork" targetRef="b" />
  /// ```
  static let noGatewayJoinFork = LintRule("no-gateway-join-fork", .warning) { input in
    input.model.elements.filter {
      $0.type.isGateway && $0.incoming.count > 1 && $0.outgoing.count > 1
    }.map { gateway in
      input.finding(
        "the gateway \"\(gateway.label)\" joins \(gateway.incoming.count) flows and forks into "
          + "\(gateway.outgoing.count)",
        help: "Use one gateway to join and another to fork.", on: gateway)
    }
  }
}
