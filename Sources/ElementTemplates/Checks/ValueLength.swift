import BPMN
import Diagnostics

/// # template/length
///
/// The length of a value must be within the limits of the element's template.
///
/// The length is counted in UTF-16 code units, as in modelers, so that most emoji count as two.
/// FEEL expressions are not checked if the field may hold one.
///
/// Severity: error
///
/// Bad:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// <bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="T"
///     zeebe:modelerTemplateVersion="1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="1️⃣12345" target="to" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"label": "Code", "type": "String", "constraints": {"maxLength": 4},
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
///       <zeebe:input source="1234" target="to" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"label": "Code", "type": "String", "constraints": {"maxLength": 4},
///    "binding": {"type": "zeebe:input", "name": "to"}}
/// ]
/// ```
enum ValueLength {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    use.violations.compactMap { violation in
      switch violation.kind {
      case .tooLong(let limit): .length(violation, "at most", limit, use)
      case .tooShort(let limit): .length(violation, "at least", limit, use)
      default: nil
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func length(
    _ violation: ConstraintViolation, _ bound: String, _ limit: Double, _ use: TemplateUse
  ) -> Diagnostic {
    let property = violation.property
    let count = Int(exactly: limit).map(String.init) ?? String(limit)
    let length = violation.value?.text?.utf16.count ?? 0
    return Diagnostic(
      rule: "template/length", severity: .error,
      message:
        "\"\(property.title)\" of \"\(use.element.label)\" must have \(bound) \(count) characters, but has "
        + "\(length)",
      help: "Required by the template \"\(use.template.name)\" for the \(property.binding.title).",
      location: use.location(of: violation.value), element: use.element.reference)
  }
}
