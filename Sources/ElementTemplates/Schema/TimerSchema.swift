import JSON

/// Timer events: the binding and the event definition require each other, and there is exactly one
/// kind of timer.
enum TimerSchema {
  private static let definition = "bpmn:TimerEventDefinition"
  private static let kinds = ["timeDate", "timeCycle", "timeDuration"]

  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    let bound = kinds.filter { template.binds(.timer, $0) }
    if !bound.isEmpty,
      let node = report.requireElementType(TargetSchema.timerEventTypes, template, for: "a timer")
    {
      report.requireEventDefinition(definition, node, for: "a timer")
    }
    guard template.eventDefinition == definition else { return }
    if bound.count != 1 {
      report.add(
        "the template is for timer events, but binds \(bound.isEmpty ? "no timer" : bound.listed)",
        help: "Bind exactly one of: \(kinds.listed).", at: template.propertiesPlace)
    }
    if template.typeName == "bpmn:IntermediateCatchEvent", bound.contains("timeCycle") {
      report.add(
        "an intermediate catch event occurs once and cannot have a 'timeCycle'",
        help: "Bind 'timeDate' or 'timeDuration'.", at: template.propertiesPlace)
    }
  }
}
