import JSON

/// The elements that may have a job priority (`zeebe:jobPriorityDefinition`).
enum JobPrioritySchema {
  private static let types = [
    "bpmn:ScriptTask", "bpmn:BusinessRuleTask", "bpmn:ServiceTask", "bpmn:SendTask",
    "bpmn:AdHocSubProcess", "bpmn:Process",
  ]
  private static let throwingEvents = ["bpmn:IntermediateThrowEvent", "bpmn:EndEvent"]
  private static let definition = "bpmn:MessageEventDefinition"
  private static let what = "a job priority"

  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    guard template.binds(.jobPriorityDefinition), !isPossible(template) else { return }
    if let node = report.requireElementType(types + throwingEvents, template, for: what),
      template.typeName.map(throwingEvents.contains) == true
    {
      report.requireEventDefinition(definition, node, for: what)
    }
    guard let node = template.appliesTo else { return }
    if node.items.isEmpty { report.add("\(what) needs a type in 'appliesTo'", at: node) }
    for item in node.items { report.requireOneOf(item, types, as: "a type with \(what)") }
  }

  private static func isPossible(_ template: TemplateDraft) -> Bool {
    if let type = template.typeName {
      if types.contains(type) { return true }
      if throwingEvents.contains(type), template.eventDefinition == definition { return true }
    }
    guard let items = template.appliesTo?.items, !items.isEmpty else { return false }
    return items.allSatisfy { $0.string.map(types.contains) == true }
  }
}
