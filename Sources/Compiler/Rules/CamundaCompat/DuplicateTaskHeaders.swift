import BPMN
import Diagnostics

extension LintRule {
  static let compatDuplicateTaskHeaders = compat(
    "duplicate-task-headers", .error, "No task header stands twice"
  ) { rule, element in
    switch element.type {
    case .userTask, .serviceTask, .sendTask, .scriptTask, .adHocSubProcess: break
    case .businessRuleTask where element.zeebe("taskDefinition") != nil: break
    case .intermediateThrowEvent, .endEvent:
      guard element.eventDefinitions.first?.type == .messageEventDefinition else { return [] }
    default: return []
    }
    return repeated(element.taskHeaders.map(\.key)).map { key in
      rule.finding("\"\(element.label)\" has the header \"\(key ?? "")\" more than once", element)
    }
  }
}
