import JSON

/// # template/engine-range
///
/// The versions that a template names form a range with versions in it.
///
/// A range that cannot be read, or that no version is in, suits no platform, and the template is
/// never offered. The name of the engine counts as well.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "engines": {"camunda": 1️⃣"soon"}
/// ```
///
/// Good:
/// ```json
/// "engines": {"camunda": "^8.6"}
/// ```
enum EngineRangeRule {
  private static let known: Set = [
    "camunda", "camundaDesktopModeler", "camundaWebModeler", "elementTemplates",
  ]

  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for member in template.json["engines"]?.members ?? [] {
      if !known.contains(member.key), let meant = member.key.nearest(of: known) {
        report.add(
          "the engine '\(member.key)' is not known", help: "Did you mean '\(meant)'?",
          at: JSONNode(keyOf: member))
      }
      guard let text = member.value.string else {
        report.add(
          "the range of '\(member.key)' must be text, not \(member.value.kind)", at: member.value)
        continue
      }
      guard let range = VersionRange(text) else {
        report.add(
          "'\(text)' is no range of versions, so that no version suits",
          help: "For example: ^8.6, or >=8.6 <9.", at: member.value)
        continue
      }
      if range.isContradictory {
        report.add("no version is in the range '\(text)'", at: member.value)
      }
    }
  }
}
