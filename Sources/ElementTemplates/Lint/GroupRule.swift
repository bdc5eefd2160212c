import JSON

/// # template/group
///
/// Properties should refer to existing groups, and groups should not be empty.
///
/// A property of a missing group is shown at the end without a heading; an empty group is never
/// shown.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "properties": [
///   {"type": "String", "group": 1️⃣"mesage",
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "groups": [{"id": "message", "label": "Message"}],
/// "properties": [
///   {"type": "String", "group": "message",
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
enum GroupRule {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    let ids = Set(template.groups.map(\.id))
    var used: Set<String> = []
    for property in template.properties {
      guard let group = property.group, let node = property.json["group"] else { continue }
      used.insert(group)
      if !ids.contains(group) {
        report.add(
          "\(property.numberedTitle) is in the missing group '\(group)'",
          help: group.nearest(of: ids).map { "Did you mean '\($0)'?" }, at: node)
      }
    }
    for node in template.json["groups"]?.items ?? [] {
      guard let id = node["id"], let text = id.string, !used.contains(text) else { continue }
      report.add("the group '\(text)' is empty", at: id)
    }
  }
}
