import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoMultipleNoneStartEvents = compat(
    "no-multiple-none-start-events", .error, "At most one start event without trigger"
  ) { rule, element in
    guard element.type == .process else { return [] }
    let blank = element.children(.startEvent).filter { $0.eventDefinitions.isEmpty }
    return blank.count < 2
      ? []
      : blank.map {
        rule.finding("\"\($0.label)\" is one of several start events without trigger", $0)
      }
  }
}
