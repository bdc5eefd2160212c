import JSON

/// The property types that a binding supports.
enum PropertyTypeSchema {
  private static let simple = ["String", "Text", "Hidden", "Dropdown"]
  private static let typed = simple + ["Boolean", "Number"]

  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard let place = property.place, place != .priorityDefinition else { return }
    let required = requiredTypes(place, property.part)
    let types = required ?? typed
    guard let type = property.type else {
      if required != nil {
        report.add(
          "\(property.title) needs a type, because it is bound to \(property.target)",
          help: "Allowed: \(types.listed).", at: property.json)
      }
      return
    }
    // Configuration properties have their own rules.
    if type.string == "Configuration", place != .property, required == nil { return }
    if type.string.map(types.contains) != true {
      report.add(
        "\(property.title) cannot be \(type.shown), because it is bound to \(property.target)",
        help: "Allowed: \(types.listed).", at: type)
    }
  }

  /// The types if one is required; nil if any simple type or none is allowed.
  private static func requiredTypes(_ place: BindingType, _ part: String?) -> [String]? {
    switch (place, part) {
    case (.userTask, _), (.executionListener, _), (.taskListener, _): ["Hidden"]
    case (.signal, _): simple
    case (.timer, "timeDate"), (.timer, "timeCycle"), (.timer, "timeDuration"),
      (.condition, "condition"), (.conditionalFilter, "variableEvents"):
      ["Hidden", "String", "Text"]
    case (.formDefinition, "formId"), (.formDefinition, "externalReference"),
      (.calledDecision, "decisionId"), (.calledDecision, "resultVariable"), (.script, "expression"),
      (.script, "resultVariable"), (.adHoc, "outputCollection"), (.adHoc, "outputElement"),
      (.taskSchedule, "dueDate"),
      (.taskSchedule, "followUpDate"):
      simple
    case (.calledElement, "propagateAllParentVariables"),
      (.calledElement, "propagateAllChildVariables"):
      ["Hidden", "Boolean"]
    case (.jobPriorityDefinition, "priority"): ["Hidden", "Number", "Dropdown"]
    case (.agentDefinition, "agentType"): ["Hidden", "Dropdown"]
    case (.calledDecision, "bindingType"), (.calledElement, "bindingType"),
      (.formDefinition, "bindingType"), (.linkedResource, "bindingType"):
      ["Hidden", "Dropdown"]
    case (.calledDecision, "versionTag"), (.calledElement, "versionTag"),
      (.formDefinition, "versionTag"), (.linkedResource, "versionTag"):
      simple
    default: nil
    }
  }
}
