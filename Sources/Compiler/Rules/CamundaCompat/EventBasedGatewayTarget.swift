import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatEventBasedGatewayTarget = compat(
    "event-based-gateway-target", .error, "No receive task after an event-based gateway"
  ) { rule, element in
    guard element.type == .eventBasedGateway else { return [] }
    return element.outgoing.compactMap(\.flowTarget).filter { $0.type == .receiveTask }.map {
      rule.finding(
        "\"\($0.label)\" stands after an event-based gateway: use a message catch event", $0)
    }
  }
}
