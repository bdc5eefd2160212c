import JSON

/// Properties that select a stored configuration.
enum ConfigurationSchema {
  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard property.typeName == "Configuration" else { return }
    let json = property.json
    report.require("configurationTemplate", in: json, of: property.title)
    report.check("configurationTemplate", are: .text, in: json)
    report.check("configurationTemplateVersion", are: .integer, in: json)
    if let type = property.binding?["type"], property.place != .input,
      property.place != .zeebeProperty
    {
      report.add(
        "\(property.title) selects a configuration, which cannot be bound to \(type.shown)",
        help: "Allowed: zeebe:input, zeebe:property.", at: type)
    }
  }
}

/// Templates of such configurations, nested in the template that uses them.
enum ConfigurationTemplateSchema {
  private static let types = ["String", "Text", "Hidden", "Dropdown", "Boolean", "Number"]

  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    for (index, json) in report.list("configurationTemplates", in: template.json).enumerated() {
      let name = "configuration template \(index + 1)"
      guard report.isKind(json, .object, name) else { continue }
      report.require("name", "id", "kind", "version", "properties", in: json, of: name)
      report.check("name", "id", "kind", "description", are: .text, in: json)
      report.check("version", are: .integer, in: json)
      if let kind = json["kind"], kind.string == "" {
        report.add("the 'kind' of \(name) is empty", at: kind)
      }
      for (index, item) in report.list("properties", in: json).enumerated() {
        check(PropertyDraft(item, index: index), &report)
      }
    }
  }

  private static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    let json = property.json
    guard report.isKind(json, .object, property.title) else { return }
    PropertyFieldSchema.checkCommon(property, &report)
    ChoiceSchema.check(property, &report)
    ConstraintSchema.check(property, &report)
    ConditionSchema.check(property, &report)
    report.require("binding", in: json, of: property.title)
    report.check("secret", are: .flag, in: json)
    report.requireOneOf(property.type, types, as: "the type of \(property.title)")
    for key in ["feel", "optional"] where json[key] != nil {
      report.add("'\(key)' is not allowed in a configuration template", at: json)
    }
    guard let binding = property.binding,
      report.isKind(binding, .object, "the binding of \(property.title)")
    else { return }
    report.require("type", "name", in: binding, of: "the binding of \(property.title)")
    report.requireOneOf(
      binding["type"], ["property"], as: "the type of a binding in a configuration template")
    report.check("name", are: .text, in: binding)
  }
}
