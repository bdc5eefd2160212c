import JSON

/// # template/invalid-pattern
///
/// A pattern should be a valid ECMAScript regular expression.
///
/// An invalid pattern checks nothing, or breaks the properties panel.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "properties": [
///   {"type": "String", "constraints": {"pattern": 1️⃣"(a"},
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "properties": [
///   {"type": "String", "constraints": {"pattern": "(a)"},
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
enum InvalidPattern {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for property in template.properties {
      guard let node = property.json["constraints"]?["pattern"] else { continue }
      if case .object = node.value, node["value"] == nil {
        report.add(
          "the pattern of \(property.numberedTitle) has no 'value' and checks nothing", at: node)
      }
      guard let pattern = property.constraints?.pattern,
        let fault = ECMAScriptPattern.fault(in: pattern.expression)
      else { continue }
      report.add(
        "the pattern of \(property.numberedTitle) is not a valid regular expression: \(fault)",
        at: node["value"] ?? node)
    }
  }
}

/// # template/length-range
///
/// Length limits should allow at least one value.
///
/// If the minimum length exceeds the maximum length, every value is rejected.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "properties": [
///   {"type": "String", "constraints": {"minLength": 1️⃣5, "maxLength": 2},
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "properties": [
///   {"type": "String", "constraints": {"minLength": 2, "maxLength": 5},
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
enum LengthRange {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for property in template.properties {
      guard let constraints = property.constraints else { continue }
      let (least, most) = (constraints.minLength, constraints.maxLength)
      for (key, length) in [("minLength", least), ("maxLength", most)] {
        guard let length, length < 0, let node = constraints.json[key] else { continue }
        report.add("'\(key)' of \(property.numberedTitle) is negative", at: node)
      }
      // A maximum of 0 means no limit.
      if let least, let most, most > 0, least > most, let node = constraints.json["minLength"] {
        report.add("the length limits of \(property.numberedTitle) allow no value", at: node)
      }
    }
  }
}
