import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatSignalReference = compat(
    "signal-reference", .error, "Signal events name a signal",
    from: PlatformVersion(8, 3)
  ) { rule, element in
    guard let definition = element.eventDefinitions.first,
      definition.type == .signalEventDefinition
    else { return [] }
    guard let signal = definition.referenced("signalRef") else {
      return [
        rule.finding(
          "\"\(element.label)\" names no signal", element, at: definition.xml,
          path: "eventDefinitions.0.signalRef")
      ]
    }
    guard signal.name.isMissing else { return [] }
    return [
      rule.finding(
        "\"\(element.label)\" uses a signal without a name", element, at: definition.xml,
        path: "eventDefinitions.0.signalRef.name")
    ]
  }
}
