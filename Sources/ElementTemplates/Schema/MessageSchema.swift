import JSON

/// Properties of a message: the element must be able to reference a message.
enum MessageSchema {
  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    let receiving = ["bpmn:ReceiveTask"] + TargetSchema.eventTypes
    if template.binds(.message) {
      check(template, receiving + ["bpmn:SendTask"], "a message", &report)
    }
    if template.binds(.messageSubscription) {
      check(template, receiving, "a message subscription", &report)
    }
  }

  private static func check(
    _ template: TemplateDraft, _ types: [String], _ what: String, _ report: inout SchemaReport
  ) {
    guard let node = report.requireElementType(types, template, for: what) else { return }
    if template.typeName.map(TargetSchema.eventTypes.contains) == true,
      node["eventDefinition"] == nil
    {
      report.add(
        "\(what) requires an event definition on \(template.typeName ?? "")",
        help: "Set \"eventDefinition\": \"bpmn:MessageEventDefinition\".", at: node)
    }
  }
}
