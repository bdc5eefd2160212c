import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoExecutionListeners = only(
    from: 8, 6, "no-execution-listeners", "Execution listeners need 8.6",
    through: PlatformVersion(8, 5)
  ) { rule, element in
    rule.extensions("executionListeners", of: element)
  }
}
