import JSON

/// The name and description of a template.
enum HeadSchema {
  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    let json = template.json
    report.require("name", "id", "appliesTo", "properties", in: json, of: "the template")
    report.check("name", "id", "description", are: .text, in: json)
    report.check("version", are: .integer, in: json)
    report.check("isDefault", are: .flag, in: json)
    report.check("metadata", are: .object, in: json)
    report.check("properties", are: .list, in: json)
    report.checkStrings("keywords", in: json)
    report.checkWebAddress("documentationRef", in: json)
    checkDeprecation(json, &report)
    checkCategory(json, &report)
    checkEngines(json, &report)
  }

  private static func checkDeprecation(_ json: JSONNode, _ report: inout SchemaReport) {
    guard let node = json["deprecated"], node.bool == nil else { return }
    guard case .object = node.value else {
      report.add("'deprecated' must be true, false or an object, not \(node.kind)", at: node)
      return
    }
    report.check("message", are: .text, in: node)
    report.checkWebAddress("documentationRef", in: node)
    report.addEnclosing(node, "'deprecated' is invalid")
  }

  private static func checkCategory(_ json: JSONNode, _ report: inout SchemaReport) {
    guard let node = json["category"], report.isKind(node, .object, "'category'") else { return }
    report.require("id", "name", in: node, of: "the category")
    report.check("id", "name", are: .text, in: node)
  }

  /// Only the engines that the schema defines must be text; others may be anything.
  private static func checkEngines(_ json: JSONNode, _ report: inout SchemaReport) {
    guard let node = json["engines"], report.isKind(node, .object, "'engines'") else { return }
    report.check("camunda", "camundaDesktopModeler", "camundaWebModeler", are: .text, in: node)
  }
}
