import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoExecutionListenerHeaders = only(
    from: 8, 10, "no-execution-listener-headers", "Headers of an execution listener need 8.10",
    through: PlatformVersion(8, 9)
  ) { rule, element in
    rule.listeners("executionListener", of: element)
      .filter { $0.xml.children.contains { $0.name.local == "taskHeaders" } }
      .map { ($0.xml, $0.path + ".headers") }
  }
}
