import JSON

/// Which types of property a place takes.
enum PropertyTypeSchema {
  private static let simple = ["String", "Text", "Hidden", "Dropdown"]
  private static let typed = simple + ["Boolean", "Number"]

  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard let place = property.place, place != .priorityDefinition else { return }
    let demanded = demandedTypes(place, property.part)
    let types = demanded ?? typed
    guard let type = property.type else {
      if demanded != nil {
        report.add(
          "\(property.title) needs a type, since it is bound to \(property.target)",
          help: "Possible: \(types.listed).", at: property.json)
      }
      return
    }
    // The chooser of a configuration has rules of its own.
    if type.string == "Configuration", place != .property, demanded == nil { return }
    if type.string.map(types.contains) != true {
      report.add(
        "\(property.title) cannot be \(type.shown), since it is bound to \(property.target)",
        help: "Possible: \(types.listed).", at: type)
    }
  }

  /// The types where one must be given; nil where any plain type will do, or none.
  private static func demandedTypes(_ place: BindingType, _ part: String?) -> [String]? {
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
