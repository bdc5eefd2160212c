import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # no-complex-gateway
  ///
  /// Complex gateways are not used.
  ///
  /// Few readers know what one does, and no Camunda engine runs it. Say the same with exclusive,
  /// parallel or event-based gateways.
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
        "\"\(gateway.label)\" is a complex gateway, which few readers and no Camunda engine know",
        help: "Say it with exclusive, parallel or event-based gateways.", on: gateway)
    }
  }
}
