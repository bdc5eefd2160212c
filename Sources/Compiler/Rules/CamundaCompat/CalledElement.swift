import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatCalledElement = compat(
    "called-element", .error, "A call activity names its process"
  ) { rule, element in
    guard element.type == .callActivity else { return [] }
    let called = rule.extensions("calledElement", of: element)
    guard let first = called.first, called.count == 1 else {
      return [
        rule.finding(
          "\"\(element.label)\" needs exactly one called element", element, at: nil, path: nil)
      ]
    }
    var found: [Diagnostic] = []
    if first.xml["processId"].isMissing {
      found.append(
        rule.finding(
          "\"\(element.label)\" does not name the process that it calls", element, at: first.xml,
          path: first.path + ".processId"))
    }
    if rule.isAtLeast(8, 10), let id = first.xml["businessId"], !id.hasPrefix("="),
      id.utf16.count >= 256
    {
      found.append(
        rule.finding(
          "\"\(element.label)\" has a business id of 256 or more characters", element,
          at: first.xml, path: first.path + ".businessId"))
    }
    return found
  }
}
