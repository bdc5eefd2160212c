import BPMN
import JSON

/// # template/outdated-form
///
/// A template should not use outdated constructs.
///
/// Most of them still work, but some have no effect, such as a hidden property without a value or a
/// choice that cannot be made. The help describes the replacement.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "properties": [
///   {"type": "Hidden", "value": "io.camunda:http-json:1",
///    "binding": {"type": 1️⃣"zeebe:taskDefinition:type"}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "properties": [
///   {"type": "Hidden", "value": "io.camunda:http-json:1",
///    "binding": {"type": "zeebe:taskDefinition", "property": "type"}}
/// ]
/// ```
enum OutdatedForm {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for property in template.properties {
      checkBinding(property, &report)
      if property.type == .hidden, property.value == nil, !property.generatesUUID,
        property.binding != .userTask
      {
        report.add(
          "\(property.numberedTitle) is hidden and has no value, so it only removes an existing value",
          help: "Add a 'value' or a 'generatedValue', or remove the property.", at: property.json)
      }
      if property.feel == .optional, !property.isEditable, let node = property.json["feel"] {
        report.add(
          "\(property.numberedTitle) cannot be edited, so it can never be switched to an expression",
          help: "Set \"feel\" to \"required\", or remove it.", at: node)
      }
      if property.feel == .required, case .string(let text) = property.value,
        !text.hasPrefix("="), let node = property.json["value"]
      {
        report.add(
          "the default of \(property.numberedTitle) is an expression and should begin with '='",
          at: node)
      }
      if property.isOptional, case .input = property.binding, template.isForNullInputs,
        let node = property.json["optional"]
      {
        report.add(
          "the input of \(property.numberedTitle) need not be optional: since Camunda 8.8, an empty input is null",
          at: node)
      }
    }
  }

  private static func checkBinding(_ property: TemplateProperty, _ report: inout SchemaReport) {
    guard property.binding == .taskDefinitionType, let node = property.json["binding"]?["type"]
    else { return }
    report.add(
      "'zeebe:taskDefinition:type' is an outdated binding to the job type",
      help: "Use \"type\": \"zeebe:taskDefinition\", \"property\": \"type\".", at: node)
  }
}

extension ElementTemplate {
  /// Whether the template only targets platforms that accept inputs without a source.
  fileprivate var isForNullInputs: Bool {
    guard let range = engines.first(where: { $0.name == "camunda" })?.range else { return false }
    return !(0..<8).contains { range.contains(PlatformVersion(8, $0)) }
  }
}
