import JSON

/// # template/schema-reference
///
/// A template should declare the Camunda 8 schema in `$schema`.
///
/// The Modeler ignores templates without it, or with an unsupported schema version.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "$schema": 1️⃣"https://json-schema.org/draft-07/schema"
/// ```
///
/// Good:
/// ```json
/// "$schema": "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/schema.json"
/// ```
enum SchemaReferenceRule {
  private static let address =
    "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json"

  static func check(_ json: JSONNode, _ report: inout SchemaReport) {
    guard case .object = json.value else { return }
    guard let node = json["$schema"] else {
      report.add(
        "the template has no '$schema', so the Modeler ignores it",
        help: "Add \"$schema\": \"\(address)\".", at: json)
      return
    }
    guard let reference = SchemaReference(node), reference.isOfThisPlatform else {
      report.add(
        "'$schema' is not the Camunda 8 template schema, so the Modeler ignores the template",
        help: "Use \"\(address)\".", at: node)
      return
    }
    if reference.isNewerThanKnown {
      let newest = SchemaReference.newest.map(String.init).joined(separator: ".")
      report.add(
        "the template uses a schema newer than \(newest), against which it was checked",
        at: node)
    }
  }
}
