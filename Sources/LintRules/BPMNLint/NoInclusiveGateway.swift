import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # no-inclusive-gateway
  ///
  /// Inclusive gateways are not used.
  ///
  /// What such a join waits for is hard to tell. Say the same with exclusive and parallel gateways.
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
        "\"\(gateway.label)\" is an inclusive gateway, and what those wait for is hard to tell",
        help: "Say it with exclusive and parallel gateways.", on: gateway)
    }
  }
}
