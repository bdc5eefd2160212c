import JSON

/// The constraints of a property. The schema checks neither whether a pattern is valid nor whether
/// the lengths make sense.
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
      report.addEnclosing(pattern, "'pattern' is invalid")
    default: report.add("'pattern' must be text or an object, not \(pattern.kind)", at: pattern)
    }
  }
}
