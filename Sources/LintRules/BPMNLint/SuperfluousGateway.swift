import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # superfluous-gateway
  ///
  /// A gateway should split or join flows.
  ///
  /// A gateway with a single incoming and a single outgoing flow has no effect. Delete it and
  /// connect its neighbors.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:task id="pack" name="Pack" />
  /// 1️⃣<bpmn:exclusiveGateway id="gate" />
  /// <bpmn:task id="ship" name="Ship" />
  /// <bpmn:sequenceFlow id="f" sourceRef="pack" targetRef="gate" />
  /// <bpmn:sequenceFlow id="g" sourceRef="gate" targetRef="ship" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:task id="pack" name="Pack" />
  /// <bpmn:task id="ship" name="Ship" />
  /// <bpmn:sequenceFlow id="f" sourceRef="pack" targetRef="ship" />
  /// ```
  static let superfluousGateway = LintRule("superfluous-gateway", .warning) { input in
    input.model.elements.filter {
      $0.type.isGateway && $0.incoming.count == 1 && $0.outgoing.count == 1
    }.map { gateway in
      input.finding(
        "the gateway \"\(gateway.label)\" has one incoming and one outgoing flow and no effect",
        help: "Delete it and connect its neighbors.", on: gateway)
    }
  }
}
