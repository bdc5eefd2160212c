import BPMN
import Diagnostics

extension LintRule {
  /// Inclusive gateways are not used: what such a join waits for is hard to tell.
  static let noInclusiveGateway = LintRule(
    "no-inclusive-gateway", .warning, "Inclusive gateways are not used."
  ) { input in
    input.model.elements(.inclusiveGateway).map { gateway in
      input.finding(
        "\"\(gateway.label)\" is an inclusive gateway, and what those wait for is hard to tell",
        help: "Say it with exclusive and parallel gateways.", on: gateway)
    }
  }
}
