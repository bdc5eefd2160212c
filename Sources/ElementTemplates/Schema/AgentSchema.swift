import JSON

/// AI agents (`zeebe:agentDefinition`), on service tasks and ad-hoc sub-processes.
enum AgentSchema {
  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    guard template.binds(.agentDefinition) else { return }
    report.requireTarget(
      ["bpmn:ServiceTask", "bpmn:AdHocSubProcess"], template, for: "zeebe:agentDefinition")
    checkValues(template, "bpmn:ServiceTask", ["aiAgentTask", "external"], &report)
    checkValues(template, "bpmn:AdHocSubProcess", ["aiAgentSubProcess", "external"], &report)
  }

  private static func checkValues(
    _ template: TemplateDraft, _ type: String, _ values: [String], _ report: inout SchemaReport
  ) {
    guard template.isFor(type) else { return }
    for property in template.properties where property.binds(.agentDefinition, "agentType") {
      for value in [property.value].compactMap({ $0 }) + property.choiceValues {
        report.requireOneOf(value, values, as: "the agent type on \(type)")
      }
    }
  }
}
