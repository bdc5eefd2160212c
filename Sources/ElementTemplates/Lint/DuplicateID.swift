import JSON

/// # template/duplicate-id
///
/// Groups, presets and properties have ids of their own.
///
/// Of several with one id the first counts. Of properties with one id conditions ask the first;
/// where no two of them can count at once, that is meant so and not reported.
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
        "\(property.numberedTitle) has the id '\(id)' of \(earlier.numberedTitle)",
        help: "Conditions that name this id ask the first one only.", at: node)
    }
  }

  private static func checkItems(
    _ key: String, _ what: String, _ json: JSONNode, _ report: inout SchemaReport
  ) {
    var seen: Set<String> = []
    for item in json[key]?.items ?? [] {
      guard let id = item["id"], let text = id.string else { continue }
      if !seen.insert(text).inserted {
        report.add("another \(what) has the id '\(text)', too", at: id)
      }
    }
  }
}
