import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoBindingType = only(
    from: 8, 6, "no-binding-type", "A binding other than latest needs 8.6",
    through: PlatformVersion(8, 5)
  ) { rule, element in
    ["calledDecision", "calledElement", "formDefinition"].flatMap {
      rule.extensions($0, of: element)
    }
    .filter { $0.xml["bindingType"] ?? "latest" != "latest" }
    .map { ($0.xml, $0.path + ".bindingType") }
  }
}
