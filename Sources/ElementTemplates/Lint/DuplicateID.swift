import JSON

/// # template/duplicate-id
///
/// Groups, presets and properties should have unique ids.
///
/// If several have the same id, the first one is used; conditions refer to the first property.
/// Properties with the same id that are never active at the same time are intended and not
/// reported.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "presets": [
///   {"id": "p", "properties": {}},
///   {"id": 1️⃣"p", "properties": {}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "presets": [
///   {"id": "p", "properties": {}},
///   {"id": "q", "properties": {}}
/// ]
/// ```
enum DuplicateID {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    checkItems("groups", "group", template.json, &report)
    checkItems("presets", "preset", template.json, &report)
    var seen: [String: TemplateProperty] = [:]
    for property in template.properties {
      guard let id = property.id, let node = property.json["id"] else { continue }
      guard let earlier = seen[id] else {
        seen[id] = property
        continue
      }
      if earlier.condition != nil, property.condition != nil { continue }
      report.add(
        "\(property.numberedTitle) has the same id '\(id)' as \(earlier.numberedTitle)",
        help: "Conditions with this id only refer to the first one.", at: node)
    }
  }

  private static func checkItems(
    _ key: String, _ what: String, _ json: JSONNode, _ report: inout SchemaReport
  ) {
    var seen: Set<String> = []
    for item in json[key]?.items ?? [] {
      guard let id = item["id"], let text = id.string else { continue }
      if !seen.insert(text).inserted {
        report.add("another \(what) also has the id '\(text)'", at: id)
      }
    }
  }
}
