import JSON

/// User tasks: forms, assignment, priority and schedule.
enum UserTaskSchema {
  private static let companions: [BindingType] = [
    .formDefinition, .assignmentDefinition, .priorityDefinition, .taskSchedule,
  ]

  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    if template.binds(.userTask) {
      _ = report.requireElementType(["bpmn:UserTask"], template, for: "zeebe:userTask")
    } else {
      for place in companions where template.binds(place) {
        report.add(
          "\(place.rawValue) requires a hidden property bound to zeebe:userTask",
          at: template.propertiesPlace)
      }
    }
    let hasForm = template.binds(.formDefinition, "formId")
    if hasForm, template.binds(.formDefinition, "externalReference") {
      report.add(
        "a user task may have a form by 'formId' or by 'externalReference', not both",
        at: template.propertiesPlace)
    }
    if !hasForm, template.binds(.formDefinition, "bindingType") {
      report.add(
        "the 'bindingType' of a form requires a property bound to 'formId'",
        at: template.propertiesPlace)
    }
  }
}
