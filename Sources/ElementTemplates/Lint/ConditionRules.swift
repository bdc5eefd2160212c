import JSON

/// # template/condition-property
///
/// A condition should refer to an existing property.
///
/// A condition on a missing property is never true, so whatever depends on it is never shown.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "properties": [
///   {"type": "String", "condition": {"property": 1️⃣"how", "equals": "sms"},
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "properties": [
///   {"id": "how", "type": "String",
///    "binding": {"type": "zeebe:input", "name": "how"}},
///   {"type": "String", "condition": {"property": "how", "equals": "sms"},
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
enum ConditionProperty {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    let ids = Set(template.properties.compactMap(\.id))
    for (title, clause) in template.clauses where !ids.contains(clause.property) {
      report.add(
        "\(title) depends on the missing property '\(clause.property)'",
        help: clause.property.nearest(of: ids).map { "Did you mean '\($0)'?" },
        at: clause.json["property"] ?? clause.json)
    }
  }
}

/// # template/condition-value
///
/// A condition should only compare a property with values it can have.
///
/// Otherwise the condition is never true, so whatever depends on it is never shown.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "properties": [
///   {"id": "how", "type": "Dropdown", "choices": [{"name": "SMS", "value": "sms"}],
///    "binding": {"type": "zeebe:input", "name": "how"}},
///   {"type": "String", "condition": {"property": "how", "equals": 1️⃣"fax"},
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "properties": [
///   {"id": "how", "type": "Dropdown", "choices": [{"name": "SMS", "value": "sms"}],
///    "binding": {"type": "zeebe:input", "name": "how"}},
///   {"type": "String", "condition": {"property": "how", "equals": "sms"},
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
enum ConditionValue {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for (title, clause) in template.clauses {
      let values: [(TemplateValue, JSONNode)]
      switch clause.test {
      case .equals(let value): values = clause.json["equals"].map { [(value, $0)] } ?? []
      case .oneOf(let several):
        let nodes = clause.json["oneOf"]?.items ?? []
        values = Array(zip(several, nodes))
        if several.isEmpty, let node = clause.json["oneOf"] {
          report.add("\(title) can never be active: its condition allows no value", at: node)
        }
      case .isActive, .isEmpty: continue
      }
      for (value, node) in values {
        if let reason = template.whyNever(value, of: clause.property) {
          report.add(
            "\(title) compares '\(clause.property)' with \(node.shown): \(reason)", at: node)
        }
      }
    }
  }
}

extension ElementTemplate {
  /// All tests of a condition, with the title of their owner.
  var clauses: [(title: String, clause: PropertyCondition.Clause)] {
    properties.flatMap { property in
      (property.condition?.clauses ?? []).map { (property.numberedTitle, $0) }
    }
  }

  /// The reason why a property can never have a value; nil if it can.
  fileprivate func whyNever(_ value: TemplateValue, of id: String) -> String? {
    if let choices = choiceValues(id: id) {
      if case .string(let text) = value {
        // A dropdown may contain an expression.
        if text.hasPrefix("=") || choices.contains(text) { return nil }
        return "it is not one of its choices"
      }
      return "the value of a dropdown is text"
    }
    let properties = properties.filter { $0.id == id }
    guard !properties.isEmpty, properties.allSatisfy({ $0.type == .boolean }) else { return nil }
    switch value {
    case .boolean: return nil
    case .string(let text) where text.hasPrefix("="): return nil
    default: return "it is a boolean"
    }
  }
}
