import BPMN
import Diagnostics

extension LintRule {
  /// A gateway joins flows or forks them, not both at once.
  static let noGatewayJoinFork = LintRule(
    "no-gateway-join-fork", .warning, "A gateway joins or forks, not both."
  ) { input in
    input.model.elements.filter {
      $0.type.isGateway && $0.incoming.count > 1 && $0.outgoing.count > 1
    }.map { gateway in
      input.finding(
        "the gateway \"\(gateway.label)\" joins \(gateway.incoming.count) flows and forks into "
          + "\(gateway.outgoing.count)",
        help: "Use two gateways, one that joins and one that forks.", on: gateway)
    }
  }
}
