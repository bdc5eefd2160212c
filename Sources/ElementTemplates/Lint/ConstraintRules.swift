import JSON

/// Patterns must be regular expressions of ECMAScript, as browsers read them.
enum InvalidPattern {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for property in template.properties {
      guard let node = property.json["constraints"]?["pattern"] else { continue }
      if case .object = node.value, node["value"] == nil {
        report.add(
          "the pattern of \(property.numberedTitle) has no 'value' and demands nothing", at: node)
      }
      guard let pattern = property.constraints?.pattern,
        let fault = ECMAScriptPattern.fault(in: pattern.expression)
      else { continue }
      report.add(
        "the pattern of \(property.numberedTitle) is no regular expression: \(fault)",
        at: node["value"] ?? node)
    }
  }
}

/// Lengths must leave room for a value.
enum LengthRange {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for property in template.properties {
      guard let constraints = property.constraints else { continue }
      let (least, most) = (constraints.minLength, constraints.maxLength)
      for (key, length) in [("minLength", least), ("maxLength", most)] {
        guard let length, length < 0, let node = constraints.json[key] else { continue }
        report.add("'\(key)' of \(property.numberedTitle) is negative", at: node)
      }
      // A maximum of 0 counts as none.
      if let least, let most, most > 0, least > most, let node = constraints.json["minLength"] {
        report.add("no value of \(property.numberedTitle) can be long and short enough", at: node)
      }
    }
  }
}
