import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatEscalationReference = compat(
    "escalation-reference", .error, "Who throws an escalation names it and its code",
    from: PlatformVersion(8, 2)
  ) { rule, element in
    let isThrow = element.type == .intermediateThrowEvent || element.type == .endEvent
    guard let definition = element.eventDefinitions.first,
      definition.type == .escalationEventDefinition
    else { return [] }
    let path = "eventDefinitions.0.escalationRef"
    guard let escalation = definition.referenced("escalationRef") else {
      return isThrow
        ? [rule.finding("\"\(element.label)\" names no escalation", element, path: path)] : []
    }
    guard isThrow, escalation.xml["escalationCode"].isMissing else { return [] }
    return [
      rule.finding(
        "\"\(element.label)\" throws an escalation without a code", element, at: escalation.xml,
        path: path + ".escalationCode")
    ]
  }
}
