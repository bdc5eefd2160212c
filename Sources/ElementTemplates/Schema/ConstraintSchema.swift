import JSON

/// What a property demands of its value. Whether a pattern can be read, and whether the lengths
/// make sense, the schema does not ask.
enum ConstraintSchema {
  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard let node = property.json["constraints"], report.isKind(node, .object, "'constraints'")
    else { return }
    report.check("notEmpty", are: .flag, in: node)
    report.check("minLength", "maxLength", are: .number, in: node)
    guard let pattern = node["pattern"] else { return }
    switch pattern.value {
    case .string: break
    case .object:
      report.check("value", "message", are: .text, in: pattern)
      report.addEnclosing(pattern, "'pattern' cannot be used")
    default: report.add("'pattern' must be text or an object, not \(pattern.kind)", at: pattern)
    }
  }
}
