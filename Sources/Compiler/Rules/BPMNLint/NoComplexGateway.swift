import BPMN
import Diagnostics

extension LintRule {
  /// Complex gateways are not used: few readers know what one does, and the engine has none.
  static let noComplexGateway = LintRule(
    "no-complex-gateway", .warning, "Complex gateways are not used."
  ) { input in
    input.model.elements(.complexGateway).map { gateway in
      input.finding(
        "\"\(gateway.label)\" is a complex gateway, which few readers and no Camunda engine know",
        help: "Say it with exclusive, parallel or event-based gateways.", on: gateway)
    }
  }
}
