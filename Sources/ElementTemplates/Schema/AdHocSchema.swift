import JSON

/// Ad-hoc sub-processes (`zeebe:adHoc`).
enum AdHocSchema {
  private static let type = "bpmn:AdHocSubProcess"

  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    if template.binds(.adHoc) { report.requireTarget([type], template, for: "zeebe:adHoc") }
    checkPair(template, "outputCollection", "outputElement", &report)
    checkPair(template, "outputElement", "outputCollection", &report)
    guard template.isFor(type), template.binds(.taskDefinition, "type") else { return }
    for property in template.properties where isForEngineOnly(property) {
      report.add(
        "\(property.title) is not allowed with a job type: the job worker decides it",
        at: property.json)
    }
  }

  private static func checkPair(
    _ template: TemplateDraft, _ part: String, _ other: String, _ report: inout SchemaReport
  ) {
    guard template.binds(.adHoc, part), !template.binds(.adHoc, other) else { return }
    report.add("'\(part)' of zeebe:adHoc requires '\(other)'", at: template.propertiesPlace)
  }

  /// Whether only the engine uses the property, not a job worker.
  private static func isForEngineOnly(_ property: PropertyDraft) -> Bool {
    property.binds(.adHoc, "activeElementsCollection")
      || property.binds(.property, "completionCondition")
      || property.binds(.property, "cancelRemainingInstances")
  }
}
