import JSON

/// The `feel` member of a property.
enum FEELSchema {
  private static let types = ["String", "Text", "Number", "Boolean"]

  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard let feel = property.feel else {
      checkRequired(property, &report)
      return
    }
    report.requireOneOf(feel, ["optional", "required", "static"], as: "'feel'")
    checkType(property, feel, &report)
    if isBanned(property) {
      report.add(
        "\(property.title) cannot have 'feel': \(property.target) is not evaluated",
        at: property.json)
    }
    if feel.string == "required", let value = property.value, value.string == nil {
      report.add(
        "the value of \(property.title) must be text, because it is always an expression",
        help: "Use text, for example \"=1\".", at: value)
    }
    checkRequired(property, &report)
  }

  private static func checkType(
    _ property: PropertyDraft, _ feel: JSONNode, _ report: inout SchemaReport
  ) {
    let help = "Allowed: \(types.listed)."
    guard let type = property.type else {
      report.add("\(property.title) has 'feel' but no type", help: help, at: property.json)
      return
    }
    if type.string.map(types.contains) != true {
      report.add(
        "\(property.title) is \(type.shown), which does not support FEEL", help: help, at: type)
    }
    if feel.string == "static", property.typeName == "String" || property.typeName == "Text" {
      report.add("'feel' of \(type.shown) must be optional or required, not static", at: feel)
    }
  }

  /// Values that the engine does not evaluate.
  private static func isBanned(_ property: PropertyDraft) -> Bool {
    switch (property.place, property.part) {
    case (.formDefinition, "formId"), (.calledDecision, "resultVariable"),
      (.script, "resultVariable"), (.adHoc, "outputCollection"),
      (.calledElement, "propagateAllParentVariables"),
      (.calledElement, "propagateAllChildVariables"):
      true
    default: VersionBindingSchema.isTag(property)
    }
  }

  /// Values that must be expressions.
  private static func checkRequired(_ property: PropertyDraft, _ report: inout SchemaReport) {
    let isText = property.typeName == "String" || property.typeName == "Text"
    switch (property.place, property.part) {
    case (.script, "expression"), (.adHoc, "outputElement"):
      if isText { report.requireFEEL(property) }
    case (.condition, "condition"):
      report.requireFEEL(property)
    default: break
    }
  }
}

extension SchemaReport {
  /// Requires a property to be an expression.
  mutating func requireFEEL(_ property: PropertyDraft) {
    guard property.feel?.string != "required" else { return }
    add(
      "\(property.title) must be an expression: \(property.target) is evaluated",
      help: "Set \"feel\": \"required\".", at: property.feel ?? property.json)
  }
}
