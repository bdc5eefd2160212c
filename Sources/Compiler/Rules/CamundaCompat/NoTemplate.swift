import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoTemplate = only(
    from: 8, 0, "no-template", "Element templates need 8.0",
    through: PlatformVersion(1, 3)
  ) { rule, element in
    element.templateID == nil ? [] : [(element.xml, "modelerTemplate")]
  }
}
