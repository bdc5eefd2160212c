import BPMN
import Diagnostics

extension LintRule {
  /// A gateway with one incoming and one outgoing flow does nothing.
  static let superfluousGateway = LintRule(
    "superfluous-gateway", .warning, "A gateway splits or joins."
  ) { input in
    input.model.elements.filter {
      $0.type.isGateway && $0.incoming.count == 1 && $0.outgoing.count == 1
    }.map { gateway in
      input.finding(
        "the gateway \"\(gateway.label)\" has one incoming and one outgoing flow and does nothing",
        help: "Delete it and connect its neighbours.", on: gateway)
    }
  }
}
