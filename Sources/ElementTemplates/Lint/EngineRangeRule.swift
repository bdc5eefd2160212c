import JSON

/// # template/engine-range
///
/// A template's engine versions should be a valid, non-empty range of a known engine.
///
/// With an invalid or empty range, or an unknown engine name, the template matches no platform and
/// is never offered.
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
          "unknown engine '\(member.key)'", help: "Did you mean '\(meant)'?",
          at: JSONNode(keyOf: member))
      }
      guard let text = member.value.string else {
        report.add(
          "the range of '\(member.key)' must be text, not \(member.value.kind)", at: member.value)
        continue
      }
      guard let range = VersionRange(text) else {
        report.add(
          "'\(text)' is not a valid version range",
          help: "Use a range such as ^8.6 or >=8.6 <9.", at: member.value)
        continue
      }
      if range.isContradictory {
        report.add("the version range '\(text)' is empty", at: member.value)
      }
    }
  }
}
