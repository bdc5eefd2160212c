import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # superfluous-gateway
  ///
  /// A gateway splits or joins.
  ///
  /// One with a single incoming and a single outgoing flow does nothing. Delete it and connect its
  /// neighbours.
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
        "the gateway \"\(gateway.label)\" has one incoming and one outgoing flow and does nothing",
        help: "Delete it and connect its neighbours.", on: gateway)
    }
  }
}
