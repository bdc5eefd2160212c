import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # no-complex-gateway
  ///
  /// Complex gateways should not be used.
  ///
  /// Few readers understand them, and no Camunda engine supports them. Use exclusive, parallel or
  /// event-based gateways instead.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:complexGateway id="enough" name="Two of three?" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:exclusiveGateway id="enough" name="Two of three?" />
  /// ```
  static let noComplexGateway = LintRule("no-complex-gateway", .warning) { input in
    input.model.elements(.complexGateway).map { gateway in
      input.finding(
        "\"\(gateway.label)\" is a complex gateway, which no Camunda engine supports",
        help: "Use exclusive, parallel or event-based gateways instead.", on: gateway)
    }
  }
}
