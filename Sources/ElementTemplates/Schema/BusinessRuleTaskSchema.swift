import JSON

/// Business rule tasks that evaluate a decision (`zeebe:calledDecision`).
enum BusinessRuleTaskSchema {
  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    report.checkImplementation(
      .calledDecision, ["decisionId", "resultVariable"], on: "bpmn:BusinessRuleTask", template)
  }
}

/// Script tasks with a FEEL expression (`zeebe:script`).
enum ScriptTaskSchema {
  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    report.checkImplementation(
      .script, ["expression", "resultVariable"], on: "bpmn:ScriptTask", template)
  }
}

extension SchemaReport {
  /// A task that the engine executes itself: it needs all its parts and has no job.
  fileprivate mutating func checkImplementation(
    _ place: BindingType, _ parts: [String], on type: String, _ template: TemplateDraft
  ) {
    guard template.binds(place) else { return }
    requireTarget([type], template, for: place.rawValue)
    // The schema accepts any binding whose property has this name.
    for part in parts
    where !template.properties.contains(where: { $0.binding?["property"]?.string == part }) {
      add("no property is bound to '\(part)' of \(place.rawValue)", at: template.propertiesPlace)
      for property in template.properties where property.place == place {
        if let node = property.binding?["property"] {
          add("'\(part)' must also be bound", at: node)
        }
      }
    }
    if template.binds(.taskDefinition) || template.binds(.taskDefinitionType) {
      add(
        "an element may have either \(place.rawValue) or a task definition, not both",
        at: template.json)
    }
  }
}
