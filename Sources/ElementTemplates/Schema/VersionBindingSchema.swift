import JSON

/// The version binding of a process, decision, form or resource: `bindingType` and `versionTag`.
enum VersionBindingSchema {
  private static let places: [BindingType] = [
    .calledDecision, .calledElement, .formDefinition, .linkedResource,
  ]
  private static let values = ["latest", "deployment", "versionTag"]

  static func isTag(_ property: PropertyDraft) -> Bool { binds(property, "versionTag") }

  private static func binds(_ property: PropertyDraft, _ part: String) -> Bool {
    property.part == part && property.place.map(places.contains) == true
  }

  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard binds(property, "bindingType") else { return }
    if property.value == nil {
      report.add("\(property.title) needs one of the values \(values.listed)", at: property.json)
    }
    for value in [property.value].compactMap({ $0 }) + property.choiceValues {
      report.requireOneOf(value, values, as: "a binding type")
    }
  }

  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    let tags = template.properties.filter(isTag)
    let usesTag = template.properties.contains {
      binds($0, "bindingType") && $0.value?.string == "versionTag"
    }
    if usesTag, tags.isEmpty {
      report.add(
        "the binding type is 'versionTag', but no property is bound to 'versionTag'",
        at: template.propertiesPlace)
    }
    let alwaysUsesTag = template.properties.contains {
      $0.binding?["property"]?.string == "bindingType" && $0.value?.string == "versionTag"
        && $0.typeName == "Hidden"
    }
    if !alwaysUsesTag, tags.contains(where: { $0.json["condition"] == nil }) {
      report.add(
        "a 'versionTag' without a condition requires a hidden 'bindingType' with the value 'versionTag'",
        at: template.propertiesPlace)
    }
  }
}
