import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoPropagateAllParentVariables = only(
    from: 8, 2, "no-propagate-all-parent-variables",
    "Keeping variables from a called process needs 8.2",
    through: PlatformVersion(8, 1)
  ) { rule, element in
    rule.extensions("calledElement", of: element)
      .filter { $0.xml["propagateAllParentVariables"] == "false" }
      .map { ($0.xml, $0.path + ".propagateAllParentVariables") }
  }
}
