import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoSignalEventSubProcess = compat(
    "no-signal-event-sub-process", .error, "Signals start event sub-processes from 8.3 on",
    from: PlatformVersion(8, 2), through: PlatformVersion(8, 2)
  ) { rule, element in
    guard !rule.isAtLeast(8, 3), element.type == .startEvent, element.parent?.type == .subProcess,
      element.eventDefinitions.first?.type == .signalEventDefinition
    else { return [] }
    return [
      rule.finding(
        "\"\(element.label)\" waits for a signal in a sub-process, which needs 8.3", element,
        at: nil, path: nil)
    ]
  }
}
