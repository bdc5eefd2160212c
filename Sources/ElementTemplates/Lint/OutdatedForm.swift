import BPMN
import JSON

/// # template/outdated-form
///
/// A template is written in the forms that newer versions of the format use.
///
/// The old forms still work. Some of them do nothing at all: a hidden property without a value, or
/// a choice that nobody can make. The help says what to write.
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
          "\(property.numberedTitle) is hidden and has no value, so it writes nothing and removes what is there",
          help: "Give it a 'value' or a 'generatedValue', or take it away.", at: property.json)
      }
      if property.feel == .optional, !property.isEditable, let node = property.json["feel"] {
        report.add(
          "\(property.numberedTitle) cannot be edited, so nobody can choose whether it is an expression",
          help: "Set \"feel\" to \"required\", or take it away.", at: node)
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
          "the input of \(property.numberedTitle) need not be optional: from Camunda 8.8 on, an empty one is null",
          at: node)
      }
    }
  }

  private static func checkBinding(_ property: TemplateProperty, _ report: inout SchemaReport) {
    guard property.binding == .taskDefinitionType, let node = property.json["binding"]?["type"]
    else { return }
    report.add(
      "'zeebe:taskDefinition:type' is the old form of a binding to the job type",
      help: "Write \"type\": \"zeebe:taskDefinition\", \"property\": \"type\".", at: node)
  }
}

extension ElementTemplate {
  /// Whether the template is for platforms that take inputs without source, only.
  fileprivate var isForNullInputs: Bool {
    guard let range = engines.first(where: { $0.name == "camunda" })?.range else { return false }
    return !(0..<8).contains { range.contains(PlatformVersion(8, $0)) }
  }
}
