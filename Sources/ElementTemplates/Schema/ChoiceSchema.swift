import JSON

/// The choices of a dropdown.
enum ChoiceSchema {
  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    if property.typeName == "Dropdown", property.json["choices"] == nil {
      report.add("\(property.title) is a Dropdown but has no 'choices'", at: property.json)
    }
    for (index, choice) in report.list("choices", in: property.json).enumerated() {
      let name = "choice \(index + 1) of \(property.title)"
      guard report.isKind(choice, .object, name) else { continue }
      report.require("name", "value", in: choice, of: name)
      report.check("name", "value", are: .text, in: choice)
      if let condition = choice["condition"] {
        ConditionSchema.check(condition, of: name, &report)
      }
    }
  }
}
