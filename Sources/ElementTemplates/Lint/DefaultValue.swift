import JSON
import Text

/// # template/default-value
///
/// A default should be a valid value of its property, and a dropdown should have distinct choices.
///
/// Modelers write the default to the diagram even if it could not be chosen.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "properties": [
///   {"type": "Number", "value": 1️⃣"many",
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "properties": [
///   {"type": "Number", "value": 20,
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
enum DefaultValue {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for property in template.properties {
      switch property.type {
      case .dropdown: checkChoices(property, &report)
      case .number: checkNumber(property, &report)
      case .boolean: checkBoolean(property, &report)
      default: break
      }
    }
  }

  private static func checkChoices(_ property: TemplateProperty, _ report: inout SchemaReport) {
    let values = property.choices.map(\.value)
    if values.isEmpty, let node = property.json["choices"] {
      report.add("\(property.numberedTitle) has no choices", at: node)
      return
    }
    var seen: Set<String> = []
    for choice in property.choices where choice.json["condition"] == nil {
      if !seen.insert(choice.value).inserted, let node = choice.json["value"] {
        report.add("\(property.numberedTitle) offers '\(choice.value)' twice", at: node)
      }
    }
    guard let value = property.value, let node = property.json["value"] else { return }
    switch value {
    case .string(let text):
      if text.isEmpty || values.contains(text) { return }
      report.add(
        "the default '\(text)' of \(property.numberedTitle) is not one of its choices",
        help: "Choices: \(values.listed).", at: node)
    default:
      report.add(
        "the default of \(property.numberedTitle) must be the value of a choice, not \(node.kind)",
        at: node)
    }
  }

  private static func checkNumber(_ property: TemplateProperty, _ report: inout SchemaReport) {
    guard case .string(let text) = property.value, let node = property.json["value"],
      !text.isPlaceholder, TemplateValue.string(text).javaScriptNumber == nil
    else { return }
    report.add("the default '\(text)' of \(property.numberedTitle) is not a number", at: node)
  }

  private static func checkBoolean(_ property: TemplateProperty, _ report: inout SchemaReport) {
    guard case .string(let text) = property.value, let node = property.json["value"],
      !text.isPlaceholder, text != "true", text != "false", !text.isEmpty
    else { return }
    report.add("the default '\(text)' of \(property.numberedTitle) is not a boolean", at: node)
  }
}

extension String {
  /// Whether the value is only known at run time: an expression or a secret.
  fileprivate var isPlaceholder: Bool { hasPrefix("=") || containsText("secrets.") }
}
