import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatTaskListener = compat(
    "task-listener", .error, "Every listener has a job type",
    from: PlatformVersion(8, 8)
  ) { rule, element in
    guard element.type == .userTask else { return [] }
    return rule.listeners("taskListener", of: element).filter { $0.xml["type"].isMissing }.map {
      rule.finding(
        "\"\(element.label)\" has a listener without a type: name its job type", element,
        at: $0.xml, path: $0.path + ".type")
    }
  }
}
