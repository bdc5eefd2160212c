import JSON

/// An icon must be a picture: a data URL of another type is not shown, and a page may run code.
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

/// Versions count upwards from 0.
enum NegativeVersion {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    guard let version = template.version, version < 0, let node = template.json["version"] else {
      return
    }
    report.add("the version \(version) is negative", at: node)
  }
}
