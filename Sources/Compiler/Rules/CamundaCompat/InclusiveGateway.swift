import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatInclusiveGateway = compat(
    "inclusive-gateway", .error, "No join at an inclusive gateway before 8.6",
    from: PlatformVersion(8, 1), through: PlatformVersion(8, 5)
  ) { rule, element in
    guard element.type == .inclusiveGateway, element.incoming.count > 1, !rule.isAtLeast(8, 6)
    else { return [] }
    return [
      rule.finding(
        "\"\(element.label)\" joins flows, which inclusive gateways do only from 8.6 on", element,
        at: nil, path: "incoming")
    ]
  }
}
