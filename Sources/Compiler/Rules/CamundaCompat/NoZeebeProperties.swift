import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoZeebeProperties = only(
    from: 8, 1, "no-zeebe-properties", "Extension properties need 8.1",
    through: PlatformVersion(8, 0)
  ) { rule, element in
    rule.extensions("properties", of: element)
  }
}
