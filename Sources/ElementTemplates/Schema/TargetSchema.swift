import JSON
import Text

/// The types that a template applies to, and the type it sets.
enum TargetSchema {
  static let eventTypes = [
    "bpmn:StartEvent", "bpmn:IntermediateCatchEvent", "bpmn:IntermediateThrowEvent",
    "bpmn:BoundaryEvent", "bpmn:EndEvent",
  ]
  static let timerEventTypes = [
    "bpmn:StartEvent", "bpmn:IntermediateCatchEvent", "bpmn:BoundaryEvent",
  ]
  static let eventDefinitions = [
    "bpmn:MessageEventDefinition", "bpmn:SignalEventDefinition", "bpmn:TimerEventDefinition",
    "bpmn:ConditionalEventDefinition",
  ]

  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    for item in report.list("appliesTo", in: template.json) {
      checkTypeName(item, "an item of 'appliesTo'", &report)
    }
    guard let node = template.elementType, report.isKind(node, .object, "'elementType'") else {
      return
    }
    report.require("value", in: node, of: "the 'elementType'")
    if let value = node["value"] { checkTypeName(value, "the element type", &report) }
    guard let definition = node["eventDefinition"] else { return }
    report.requireOneOf(definition, eventDefinitions, as: "the event definition")
    let types =
      definition.string == "bpmn:TimerEventDefinition" ? timerEventTypes : eventTypes
    report.requireOneOf(
      node["value"], types, as: "the element type with the event definition \(definition.shown)")
  }

  /// Requires a name with a prefix, such as `bpmn:Task`.
  private static func checkTypeName(
    _ node: JSONNode, _ name: String, _ report: inout SchemaReport
  ) {
    guard report.isKind(node, .text, name), let text = node.string else { return }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let isWord = { (part: Substring) in !part.isEmpty && part.utf8.allSatisfy(\.isWordByte) }
    if parts.count != 2 || !parts.allSatisfy(isWord) {
      report.add(
        "\(name) must be a type with a prefix, not '\(text)'",
        help: "For example: bpmn:ServiceTask.", at: node)
    }
  }
}

extension SchemaReport {
  /// Requires a template to set one of some element types, or to apply to exactly one of them.
  ///
  /// Both places are reported, because changing either is enough.
  mutating func requireTarget(_ types: [String], _ template: TemplateDraft, for what: String) {
    if types.contains(where: template.isFor) { return }
    let help =
      "Set 'elementType' to \(types.joined(separator: " or ")), or 'appliesTo' to that type alone."
    if template.elementType == nil {
      add(
        "\(what) requires an 'elementType', but the template has none", help: help,
        at: template.json)
    } else if let value = template.elementType?["value"] {
      add("\(what) is not allowed on \(value.shown)", help: help, at: value)
    }
    if let node = template.appliesTo {
      add("\(what) is not allowed on all types in 'appliesTo'", help: help, at: node)
    }
  }

  /// Requires an element type that is one of some.
  /// - Returns: the object, if present.
  mutating func requireElementType(
    _ types: [String], _ template: TemplateDraft, for what: String
  ) -> JSONNode? {
    let help = "Allowed: \(types.listed)."
    guard let node = template.elementType else {
      add(
        "\(what) requires an 'elementType', but the template has none", help: help,
        at: template.json)
      return nil
    }
    if let value = node["value"], value.string.map(types.contains) != true {
      add("\(what) is not allowed on \(value.shown)", help: help, at: value)
    }
    return node
  }
}
