import JSON

/// # template/schema-reference
///
/// `$schema` says that a file is a template of Camunda 8.
///
/// Without it the Modeler passes the file over, as it does with a version that it does not know.
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
        "the template has no '$schema', and the Modeler passes it over",
        help: "Add \"$schema\": \"\(address)\".", at: json)
      return
    }
    guard let reference = SchemaReference(node), reference.isOfThisPlatform else {
      report.add(
        "'$schema' is not that of templates of Camunda 8, and the Modeler passes the template over",
        help: "It is \"\(address)\".", at: node)
      return
    }
    if reference.isNewerThanKnown {
      let newest = SchemaReference.newest.map(String.init).joined(separator: ".")
      report.add(
        "the template is written for a newer schema than \(newest), by whose rules it was checked",
        at: node)
    }
  }
}
