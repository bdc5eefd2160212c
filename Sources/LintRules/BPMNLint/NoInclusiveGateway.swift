import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # no-inclusive-gateway
  ///
  /// Inclusive gateways should not be used.
  ///
  /// It is hard to see what an inclusive join waits for. Use exclusive and parallel gateways
  /// instead.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:inclusiveGateway id="extras" name="Which extras?" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:exclusiveGateway id="extras" name="Gift wrap?" />
  /// ```
  static let noInclusiveGateway = LintRule("no-inclusive-gateway", .warning) { input in
    input.model.elements(.inclusiveGateway).map { gateway in
      input.finding(
        "\"\(gateway.label)\" is an inclusive gateway, which is hard to understand",
        help: "Use exclusive and parallel gateways instead.", on: gateway)
    }
  }
}
