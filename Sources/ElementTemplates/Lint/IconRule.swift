import JSON

/// # template/icon
///
/// The icon is a picture.
///
/// A data URL of another type is not shown, and a page may run code. Use one that begins with
/// `data:image/`.
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
      "the icon is no picture but '\(text.dropFirst(5).prefix { $0 != ";" && $0 != "," })'",
      help: "Use a data URL that begins with data:image/.", at: node)
  }
}

/// # template/negative-version
///
/// Versions count upwards from 0.
///
/// A negative one is never the newest, so that nobody is offered the template.
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
