import JSON

/// When a template cannot map outputs itself.
enum OutputSchema {
  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    guard template.binds(.output) else { return }
    if template.json["entriesVisible"]?["outputs"]?.bool == true {
      report.add(
        "the user maps outputs ('entriesVisible'), so no property can be bound to one",
        at: template.propertiesPlace)
    }
    let takesAll = template.properties.contains {
      $0.binds(.calledElement, "propagateAllChildVariables") && $0.value?.bool == true
    }
    if takesAll {
      report.add(
        "all variables of the called process are propagated, so no property can be bound to an output",
        at: template.propertiesPlace)
    }
  }
}
