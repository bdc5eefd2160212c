import BPMN
import Diagnostics

/// # template/pattern
///
/// A value must match the pattern that the element's template requires.
///
/// The message describes the pattern, using the author's message if there is one. FEEL expressions
/// are not checked if the field may hold one. If the pattern itself is invalid, an info finding
/// states that the value was not checked.
///
/// Severity: error or info
///
/// Bad:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// <bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="T"
///     zeebe:modelerTemplateVersion="1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="1️⃣soon" target="to" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"label": "Seconds", "type": "String", "constraints": {"pattern": "^[0-9]+$"},
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
///       <zeebe:input source="20" target="to" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"label": "Seconds", "type": "String", "constraints": {"pattern": "^[0-9]+$"},
///    "binding": {"type": "zeebe:input", "name": "to"}}
/// ]
/// ```
enum ValuePattern {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    use.violations.compactMap { violation in
      switch violation.kind {
      case .noMatch(let pattern): .noMatch(violation, pattern, use)
      case .unreadable(let pattern): .unreadable(violation, pattern, use)
      default: nil
      }
    }
  }
}

extension Diagnostic {
  private static let rule = "template/pattern"

  fileprivate static func noMatch(
    _ violation: ConstraintViolation, _ pattern: PropertyConstraints.Pattern, _ use: TemplateUse
  ) -> Diagnostic {
    let text = violation.value?.text ?? ""
    let value = text.isEmpty ? "is empty" : "is '\(text)'"
    let requirement = pattern.message ?? "must match the pattern \(pattern.expression)"
    return Diagnostic(
      rule: rule, severity: .error,
      message:
        "\"\(violation.property.title)\" of \"\(use.element.label)\" \(value), but \(requirement)",
      help:
        "Required by the template \"\(use.template.name)\" for the "
        + "\(violation.property.binding.title): \(pattern.expression)",
      location: use.location(of: violation.value), element: use.element.reference)
  }

  fileprivate static func unreadable(
    _ violation: ConstraintViolation, _ pattern: PropertyConstraints.Pattern, _ use: TemplateUse
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .info,
      message:
        "\"\(violation.property.title)\" of \"\(use.element.label)\" was not checked: the pattern "
        + "of the template \"\(use.template.name)\" is invalid",
      help: "The pattern is: \(pattern.expression)",
      location: use.location(of: violation.value), element: use.element.reference)
  }
}
