import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoBeforeAllExecutionListener = only(
    from: 8, 10, "no-before-all-execution-listener",
    "Execution listeners of the event beforeAll need 8.10",
    through: PlatformVersion(8, 9)
  ) { rule, element in
    rule.listeners("executionListener", of: element)
      .filter { $0.xml["eventType"] == "beforeAll" }.map { ($0.xml, $0.path + ".eventType") }
  }
}
