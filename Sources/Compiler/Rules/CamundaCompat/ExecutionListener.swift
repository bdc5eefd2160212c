import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatExecutionListener = compat(
    "execution-listener", .error, "Every listener has a job type",
    from: PlatformVersion(8, 6)
  ) { rule, element in
    guard true else { return [] }
    return rule.listeners("executionListener", of: element).filter { $0.xml["type"].isMissing }.map
    {
      rule.finding(
        "\"\(element.label)\" has a listener without a type: name its job type", element,
        at: $0.xml, path: $0.path + ".type")
    }
  }
}
