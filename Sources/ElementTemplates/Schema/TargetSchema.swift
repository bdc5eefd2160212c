import JSON
import Text

/// What a template applies to, and what elements become by it.
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
    report.requireWord(definition, eventDefinitions, as: "the event definition")
    let types =
      definition.string == "bpmn:TimerEventDefinition" ? timerEventTypes : eventTypes
    report.requireWord(
      node["value"], types, as: "the element type with event definition \(definition.shown)")
  }

  /// Asks for a name with its namespace, such as `bpmn:Task`.
  private static func checkTypeName(
    _ node: JSONNode, _ name: String, _ report: inout SchemaReport
  ) {
    guard report.isKind(node, .text, name), let text = node.string else { return }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let isWord = { (part: Substring) in !part.isEmpty && part.utf8.allSatisfy(\.isWordByte) }
    if parts.count != 2 || !parts.allSatisfy(isWord) {
      report.add(
        "\(name) must be a type with its prefix, not '\(text)'",
        help: "For example: bpmn:ServiceTask.", at: node)
    }
  }
}

extension SchemaReport {
  /// Asks that a template makes its elements one of some types, or applies to exactly one of
  /// them.
  ///
  /// Both places are named, since a change at either is enough.
  mutating func requireTarget(_ types: [String], _ template: TemplateDraft, for what: String) {
    if types.contains(where: template.isFor) { return }
    let help =
      "Set 'elementType' to \(types.joined(separator: " or ")), or 'appliesTo' to that type alone."
    if template.elementType == nil {
      add(
        "\(what) needs an 'elementType', and the template has none", help: help, at: template.json)
    } else if let value = template.elementType?["value"] {
      add("\(what) is not possible on \(value.shown)", help: help, at: value)
    }
    if let node = template.appliesTo {
      add("\(what) is not possible on everything that this applies to", help: help, at: node)
    }
  }

  /// Asks for an element type, which must be one of some.
  /// - Returns: the object, where it is there.
  mutating func requireElementType(
    _ types: [String], _ template: TemplateDraft, for what: String
  ) -> JSONNode? {
    let help = "Possible: \(types.listed)."
    guard let node = template.elementType else {
      add(
        "\(what) needs an 'elementType', and the template has none", help: help, at: template.json)
      return nil
    }
    if let value = node["value"], value.string.map(types.contains) != true {
      add("\(what) is not possible on \(value.shown)", help: help, at: value)
    }
    return node
  }
}
