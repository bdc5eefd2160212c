import JSON

/// # template/event-definition
///
/// Bindings to messages and conditions should match the event definition.
///
/// An event without the event definition has no place for such a property, and an event that waits
/// for a message or condition needs a property that defines it.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "appliesTo": ["bpmn:StartEvent"],
/// "elementType": {
///   "value": "bpmn:StartEvent",
///   "eventDefinition": 1️⃣"bpmn:MessageEventDefinition"
/// }
/// ```
///
/// Good:
/// ```json
/// "appliesTo": ["bpmn:StartEvent"],
/// "elementType": {
///   "value": "bpmn:StartEvent",
///   "eventDefinition": "bpmn:MessageEventDefinition"
/// },
/// "properties": [
///   {"type": "String", "binding": {"type": "bpmn:Message#property", "name": "name"}}
/// ]
/// ```
enum EventDefinitionRule {
  private static let catching = [
    "bpmn:StartEvent", "bpmn:IntermediateCatchEvent", "bpmn:BoundaryEvent",
  ]

  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    check(
      template, "bpmn:MessageEventDefinition", "message",
      bindings: [.message, .messageSubscription], &report)
    check(
      template, "bpmn:ConditionalEventDefinition", "condition",
      bindings: [.condition, .conditionalFilter], &report)
  }

  private static func check(
    _ template: ElementTemplate, _ definition: String, _ what: String, bindings: [BindingType],
    _ report: inout SchemaReport
  ) {
    let bound = template.properties.filter { bindings.contains($0.binding.type) }
    let isEvent = template.elementType.map { TargetSchema.eventTypes.contains($0.value) } ?? false
    let needsEvent = what == "condition" || isEvent
    if template.elementType?.eventDefinition == definition {
      if bound.isEmpty, let type = template.elementType?.value, catching.contains(type),
        let node = template.json["elementType"]?["eventDefinition"]
      {
        report.add(
          "the event waits for a \(what), but no property defines it",
          help: "Bind a property to \(bindings[0].rawValue).", at: node)
      }
    } else if needsEvent {
      for property in bound {
        report.add(
          "\(property.numberedTitle) is bound to a \(what), which the element does not have",
          help: "Set \"eventDefinition\": \"\(definition)\" in 'elementType'.",
          at: property.json["binding"]?["type"] ?? property.json)
      }
    }
  }
}
