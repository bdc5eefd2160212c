import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatBeforeAllExecutionListener = compat(
    "before-all-execution-listener", .error,
    "A beforeAll listener stands on a multi-instance element",
    from: PlatformVersion(8, 10)
  ) { rule, element in
    guard element.child(.multiInstanceLoopCharacteristics) == nil else { return [] }
    return rule.listeners("executionListener", of: element)
      .filter { $0.xml["eventType"] == "beforeAll" }.map {
        rule.finding(
          "\"\(element.label)\" is not multi-instance, so nothing comes before all", element,
          at: $0.xml, path: $0.path + ".eventType")
      }
  }
}
