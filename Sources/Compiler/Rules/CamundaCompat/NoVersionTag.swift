import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoVersionTag = only(
    from: 8, 6, "no-version-tag", "A version tag needs 8.6",
    through: PlatformVersion(8, 5)
  ) { rule, element in
    rule.extensions("versionTag", of: element)
  }
}
