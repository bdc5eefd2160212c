import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatCancelExecutionListener = compat(
    "cancel-execution-listener", .error, "A cancel listener stands on a process",
    from: PlatformVersion(8, 10)
  ) { rule, element in
    guard element.type != .process, element.type != .participant else { return [] }
    return rule.listeners("executionListener", of: element)
      .filter { $0.xml["eventType"] == "cancel" }.map {
        rule.finding(
          "\"\(element.label)\" is no process, and only a process tells that it is cancelled",
          element, at: $0.xml, path: $0.path + ".eventType")
      }
  }
}
