import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoCancelExecutionListener = only(
    from: 8, 10, "no-cancel-execution-listener",
    "Execution listeners of the event cancel need 8.10",
    through: PlatformVersion(8, 9)
  ) { rule, element in
    rule.listeners("executionListener", of: element)
      .filter { $0.xml["eventType"] == "cancel" }.map { ($0.xml, $0.path + ".eventType") }
  }
}
