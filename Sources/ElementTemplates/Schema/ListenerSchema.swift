import JSON

/// Execution and task listeners.
enum ListenerSchema {
  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard property.place == .executionListener || property.place == .taskListener,
      property.value == nil, property.json["generatedValue"] == nil
    else { return }
    report.add("\(property.title) needs a value: the job type of the listener", at: property.json)
  }

  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    let entries = template.json["entriesVisible"]
    if template.binds(.executionListener) { checkExecutionListeners(template, entries, &report) }
    if template.binds(.taskListener) {
      report.requireTarget(["bpmn:UserTask"], template, for: "zeebe:taskListener")
      if let node = entries?["taskListeners"], node.bool != false {
        report.add("with a bound task listener, 'taskListeners' must be false", at: node)
      }
    }
  }

  private static func checkExecutionListeners(
    _ template: TemplateDraft, _ entries: JSONNode?, _ report: inout SchemaReport
  ) {
    let message = "with a bound execution listener, 'executionListeners' must be hidden"
    let help = "Set \"entriesVisible\": {\"executionListeners\": false}."
    guard let entries, case .object = entries.value else {
      report.add(message, help: help, at: entries ?? template.json)
      return
    }
    let node = entries["executionListeners"]
    if node?.bool != false { report.add(message, help: help, at: node ?? entries) }
  }
}
