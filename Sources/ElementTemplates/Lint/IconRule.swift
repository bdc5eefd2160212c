import JSON

/// # template/icon
///
/// The icon should be an image.
///
/// A data URL of another type is not displayed, and an HTML page may run code. Use a URL that
/// begins with `data:image/`.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "icon": {"contents": 1️⃣"data:text/html,x"}
/// ```
///
/// Good:
/// ```json
/// "icon": {"contents": "data:image/png;base64,iVBORw0KGgo="}
/// ```
enum IconRule {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    guard let node = template.json["icon"]?["contents"], let text = node.string,
      text.hasPrefix("data:"), !text.hasPrefix("data:image/")
    else { return }
    report.add(
      "the icon is not an image but '\(text.dropFirst(5).prefix { $0 != ";" && $0 != "," })'",
      help: "Use a data URL that begins with data:image/.", at: node)
  }
}

/// # template/negative-version
///
/// The version of a template should not be negative.
///
/// A negative version is never the latest, so the template is never offered.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "version": 1️⃣-1
/// ```
///
/// Good:
/// ```json
/// "version": 1
/// ```
enum NegativeVersion {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    guard let version = template.version, version < 0, let node = template.json["version"] else {
      return
    }
    report.add("the version \(version) is negative", at: node)
  }
}
