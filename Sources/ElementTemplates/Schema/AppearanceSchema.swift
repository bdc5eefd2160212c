import JSON

/// The presentation of a template: its icon, groups of properties, and the element's entries that
/// remain visible.
enum AppearanceSchema {
  private static let entries = ["outputs", "executionListeners", "taskListeners"]

  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    checkIcon(template.json, &report)
    checkEntries(template.json, &report)
    for (index, group) in report.list("groups", in: template.json).enumerated() {
      let name = "group \(index + 1)"
      guard report.isKind(group, .object, name) else { continue }
      report.require("id", "label", in: group, of: name)
      report.check("id", "label", "tooltip", are: .text, in: group)
      report.check("openByDefault", are: .flag, in: group)
    }
  }

  private static func checkIcon(_ json: JSONNode, _ report: inout SchemaReport) {
    guard let icon = json["icon"], report.isKind(icon, .object, "'icon'") else { return }
    report.require("contents", in: icon, of: "the icon")
    guard let node = icon["contents"], report.isKind(node, .text, "'contents' of the icon"),
      let text = node.string
    else { return }
    if !["http:", "https:", "data:"].contains(where: text.hasPrefix) {
      report.add("the icon must be an HTTP or data URL", at: node)
    }
  }

  private static func checkEntries(_ json: JSONNode, _ report: inout SchemaReport) {
    guard let node = json["entriesVisible"], node.bool == nil else { return }
    guard case .object = node.value else {
      report.add("'entriesVisible' must be true, false or an object, not \(node.kind)", at: node)
      return
    }
    for member in node.members {
      if !entries.contains(member.key) {
        report.add(
          "'entriesVisible' has no entry '\(member.key)'", help: "Known: \(entries.listed).",
          at: node)
      } else if member.value.bool == nil {
        report.add(
          "'\(member.key)' must be true or false, not \(member.value.kind)", at: member.value)
      }
    }
    report.addEnclosing(node, "'entriesVisible' is invalid")
  }
}
