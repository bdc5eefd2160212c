import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatWaitForCompletion = compat(
    "wait-for-completion", .error, "Compensation is waited for",
    from: PlatformVersion(8, 5)
  ) { rule, element in
    guard element.type == .intermediateThrowEvent || element.type == .endEvent,
      let definition = element.eventDefinitions.first,
      definition.type == .compensateEventDefinition,
      !definition.flag("waitForCompletion", default: true)
    else { return [] }
    return [
      rule.finding(
        "\"\(element.label)\" does not wait for the compensation, which the engine cannot do",
        element, at: definition.xml, path: "eventDefinitions.0.waitForCompletion")
    ]
  }
}
