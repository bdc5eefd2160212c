import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoBusinessId = only(
    from: 8, 10, "no-business-id", "A business id of a called process needs 8.10",
    through: PlatformVersion(8, 9)
  ) { rule, element in
    rule.extensions("calledElement", of: element).filter { $0.xml["businessId"] != nil }
      .map { ($0.xml, $0.path + ".businessId") }
  }
}
