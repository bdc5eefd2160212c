import BPMN
import Diagnostics

/// # template/required
///
/// A value that the element's template requires must be set.
///
/// Fill in the field in the modeler's properties panel. A field is only required while the template
/// shows it, which may depend on other fields such as the operation.
///
/// Severity: error
///
/// Bad:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// 1️⃣<bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="T"
///     zeebe:modelerTemplateVersion="1" />
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"label": "Recipient", "type": "String", "constraints": {"notEmpty": true},
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
///       <zeebe:input source="+15005550001" target="to" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"label": "Recipient", "type": "String", "constraints": {"notEmpty": true},
///    "binding": {"type": "zeebe:input", "name": "to"}}
/// ]
/// ```
enum RequiredValue {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    use.violations.filter { $0.kind == .empty }.map { .missing($0.property, $0.value, use) }
  }
}

extension Diagnostic {
  fileprivate static func missing(
    _ property: TemplateProperty, _ value: BoundValue?, _ use: TemplateUse
  ) -> Diagnostic {
    Diagnostic(
      rule: "template/required", severity: .error,
      message:
        "\"\(use.element.label)\" has no value for \"\(property.title)\", which its template "
        + "\"\(use.template.name)\" requires",
      help: "Set the element's \(property.binding.title).",
      location: use.location(of: value), element: use.element.reference)
  }
}
