import JSON

/// Signal events: the binding and the event definition require each other.
enum SignalSchema {
  private static let definition = "bpmn:SignalEventDefinition"

  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    if template.binds(.signal) {
      if let node = report.requireElementType(TargetSchema.eventTypes, template, for: "a signal") {
        report.requireEventDefinition(definition, node, for: "a signal")
      }
    } else if template.eventDefinition == definition {
      report.add(
        "the template is for signal events, but no property is bound to bpmn:Signal#property",
        at: template.propertiesPlace)
    }
  }
}

extension SchemaReport {
  /// Requires an `elementType` to have an event definition.
  mutating func requireEventDefinition(
    _ definition: String, _ elementType: JSONNode, for what: String
  ) {
    let help = "Set \"eventDefinition\": \"\(definition)\"."
    guard let node = elementType["eventDefinition"] else {
      add("\(what) requires an event definition", help: help, at: elementType)
      return
    }
    if node.string != definition {
      add("\(what) is not allowed with the event definition \(node.shown)", help: help, at: node)
    }
  }
}
