import JSON

/// Call activities (`zeebe:calledElement`).
enum CallActivitySchema {
  /// In Unicode scalars, as the schema counts.
  private static let longestBusinessID = 255

  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    guard template.binds(.calledElement) else { return }
    report.requireTarget(["bpmn:CallActivity"], template, for: "a called process")
    if !template.binds(.calledElement, "processId") {
      report.add(
        "no property is bound to 'processId' of zeebe:calledElement",
        at: template.propertiesPlace)
    }
  }

  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard property.place == .calledElement, let value = property.value else { return }
    switch property.part {
    case "propagateAllParentVariables", "propagateAllChildVariables":
      if value.bool == nil {
        report.add(
          "the value of \(property.title) must be true or false, not \(value.kind)", at: value)
      }
    case "businessId":
      if let text = value.string, !text.hasPrefix("="),
        text.unicodeScalars.count > longestBusinessID
      {
        report.add(
          "the business id has \(text.unicodeScalars.count) characters; at most \(longestBusinessID) are allowed",
          at: value)
      }
    default: break
    }
  }
}
