import BPMN
import Diagnostics

extension LintRule {
  /// An event-based gateway has two flows or more, and none of them has a condition.
  ///
  /// What happens first decides, so a condition would never be looked at.
  static let eventBasedGateway = LintRule(
    "event-based-gateway", .error,
    "An event-based gateway waits for two events or more, without conditions."
  ) { input in
    input.model.elements(.eventBasedGateway).flatMap { gateway -> [Diagnostic] in
      let flows = gateway.outgoing
      let conditions = flows.filter(\.isConditional).map { flow in
        input.finding(
          "the sequence flow \"\(flow.label)\" leaves the event-based gateway \"\(gateway.label)\" "
            + "and has a condition, which is never looked at",
          help: "Delete the condition: the first event decides.", on: flow,
          at: flow.conditionExpression?.location)
      }
      guard flows.count < 2 else { return conditions }
      return conditions + [
        input.finding(
          "the event-based gateway \"\(gateway.label)\" has \(flows.isEmpty ? "no" : "one") "
            + "outgoing flow, so there is nothing to choose from",
          help: "Connect it with two events or more.", on: gateway)
      ]
    }
  }
}
