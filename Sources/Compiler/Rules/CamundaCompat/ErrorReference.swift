import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatErrorReference = compat(
    "error-reference", .error, "Error events name an error and its code"
  ) { rule, element in
    guard let definition = element.eventDefinitions.first,
      definition.type == .errorEventDefinition
    else { return [] }
    let isCatch = element.type == .startEvent || element.type == .boundaryEvent
    let path = "eventDefinitions.0.errorRef"
    guard let error = definition.referenced("errorRef") else {
      return isCatch && (rule.version == nil || rule.isAtLeast(8, 2))
        ? [] : [rule.finding("\"\(element.label)\" names no error", element, path: path)]
    }
    guard error.xml["errorCode"].isMissing, !(isCatch && rule.isAtLeast(8, 2)) else { return [] }
    return [
      rule.finding(
        "\"\(element.label)\" uses an error without a code", element, at: error.xml,
        path: path + ".errorCode")
    ]
  }
}
