import BPMN
import Diagnostics

/// # template/choice
///
/// A value should be one of the choices that the element's template offers.
///
/// Modelers cannot set any other value; it comes from editing the file or from another version of
/// the template. Fields that depend on the choice remain hidden. Use one of the values in the
/// message.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// <bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="T"
///     zeebe:modelerTemplateVersion="1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="1️⃣fax" target="to" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"label": "Channel", "type": "Dropdown", "choices": [{"name": "SMS", "value": "sms"}],
///    "binding": {"type": "zeebe:input", "name": "to"}}
/// ]
/// ```
///
/// Good:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// <bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="T"
///     zeebe:modelerTemplateVersion="1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="sms" target="to" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"label": "Channel", "type": "Dropdown", "choices": [{"name": "SMS", "value": "sms"}],
///    "binding": {"type": "zeebe:input", "name": "to"}}
/// ]
/// ```
enum ValueChoice {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    use.properties.filter { $0.type == .dropdown }.compactMap { property in
      guard let value = property.binding.value(in: use.places), let text = value.text,
        !text.isEmpty, !property.choices.contains(where: { $0.value == text })
      else { return nil }
      return .noChoice(property, value, text, use)
    }
  }
}

extension Diagnostic {
  fileprivate static func noChoice(
    _ property: TemplateProperty, _ value: BoundValue, _ text: String, _ use: TemplateUse
  ) -> Diagnostic {
    let choices = property.choices.map { "'\($0.value)'" }.joined(separator: ", ")
    return Diagnostic(
      rule: "template/choice", severity: .warning,
      message:
        "\"\(property.title)\" of \"\(use.element.label)\" is '\(text)', which its template "
        + "\"\(use.template.name)\" does not offer",
      help: "Use one of \(choices).",
      location: use.location(of: value), element: use.element.reference)
  }
}
