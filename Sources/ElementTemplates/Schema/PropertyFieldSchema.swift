import JSON

/// The independent members of a property.
enum PropertyFieldSchema {
  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    let json = property.json
    checkCommon(property, &report)
    report.require("binding", in: json, of: property.title)
    report.check("language", "tooltip", are: .text, in: json)
    report.check("optional", are: .flag, in: json)
    if json["language"] != nil, let type = property.type, type.string != "Text" {
      report.add(
        "'language' is only for properties of type Text, but \(property.title) is \(type.shown)",
        at: type)
    }
    checkGeneratedValue(property, &report)
  }

  /// Members that properties of configuration templates also have.
  static func checkCommon(_ property: PropertyDraft, _ report: inout SchemaReport) {
    let json = property.json
    report.check("id", "label", "description", "type", "group", are: .text, in: json)
    report.check("editable", are: .flag, in: json)
    checkValue(property, &report)
    guard let placeholder = json["placeholder"] else { return }
    if [nil, "String", "Text"].contains(property.typeName) {
      _ = report.isKind(placeholder, .text, "'placeholder'")
    } else {
      report.add(
        "\(property.title) has a 'placeholder', which only String and Text support", at: json)
    }
  }

  private static func checkValue(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard let value = property.value else { return }
    switch value.value {
    case .string, .bool: break
    case .number:
      guard let type = property.type, type.string != "Number" else { break }
      report.add(
        "the value of \(property.title) must be text, true or false, not \(value.kind)",
        help: "Only properties of type Number may have numbers.", at: value)
    default:
      report.add(
        "the value of \(property.title) must be text, a number, true or false, not \(value.kind)",
        at: value)
    }
  }

  private static func checkGeneratedValue(
    _ property: PropertyDraft, _ report: inout SchemaReport
  ) {
    guard let node = property.json["generatedValue"] else { return }
    if property.value != nil {
      report.add(
        "\(property.title) has both a 'value' and a 'generatedValue'; remove one of them",
        at: property.json)
    }
    if let type = property.typeName, type == "Boolean" || type == "Dropdown" {
      report.add(
        "\(property.title) is of type \(type), which does not support generated values",
        at: property.json)
    }
    guard report.isKind(node, .object, "'generatedValue'") else { return }
    report.require("type", in: node, of: "the 'generatedValue'")
    report.requireOneOf(node["type"], ["uuid"], as: "the type of a generated value")
  }
}
