import JSON

/// # template/preset
///
/// Steps should refer to existing presets, and presets should set valid values of existing
/// properties.
///
/// A step with a missing preset changes nothing, nor does a value for a missing property.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "presets": [{"id": "p", "properties": {1️⃣"how": "sms"}}]
/// ```
///
/// Good:
/// ```json
/// "presets": [{"id": "p", "properties": {"how": "sms"}}],
/// "properties": [
///   {"id": "how", "type": "String",
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
enum PresetRule {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    let presets = template.json["presets"]?.items ?? []
    checkSteps(template.json, Set(presets.compactMap { $0["id"]?.string }), &report)
    let ids = Set(template.properties.compactMap(\.id))
    for preset in presets {
      for member in preset["properties"]?.members ?? [] {
        if !ids.contains(member.key) {
          report.add(
            "the preset sets the missing property '\(member.key)'",
            help: member.key.nearest(of: ids).map { "Did you mean '\($0)'?" },
            at: JSONNode(keyOf: member))
        } else if let value = member.value.string,
          let choices = template.choiceValues(id: member.key), !choices.contains(value)
        {
          report.add(
            "'\(value)' is not one of the choices of '\(member.key)'",
            help: "Choices: \(choices.listed).", at: member.value)
        }
      }
    }
  }

  private static func checkSteps(
    _ parent: JSONNode, _ presets: Set<String>, _ report: inout SchemaReport
  ) {
    for step in parent["steps"]?.items ?? [] {
      if let node = step["presetId"], let id = node.string, !presets.contains(id) {
        report.add(
          "unknown preset '\(id)'",
          help: id.nearest(of: presets).map { "Did you mean '\($0)'?" }, at: node)
      }
      checkSteps(step, presets, &report)
    }
  }
}

extension ElementTemplate {
  /// The choices of all dropdowns with an id; nil if a property with the id accepts any value.
  func choiceValues(id: String) -> [String]? {
    let properties = properties.filter { $0.id == id }
    guard !properties.isEmpty, properties.allSatisfy({ $0.type == .dropdown }) else { return nil }
    return properties.flatMap(\.choices).map(\.value)
  }
}
