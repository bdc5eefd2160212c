import BPMN
import Diagnostics

/// # template/deprecated
///
/// An element should not use a deprecated template.
///
/// A deprecated template still works, but new diagrams should not use it. The message contains the
/// advice of the template's author; choose the recommended template in the modeler.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// <bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="1️⃣T"
///     zeebe:modelerTemplateVersion="1" />
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "deprecated": {"message": "Use the new one."},
/// "properties": [
///
/// ]
/// ```
///
/// Good:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// <bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="T"
///     zeebe:modelerTemplateVersion="1" />
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///
/// ]
/// ```
enum DeprecatedTemplate {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    use.template.deprecation.map { [.deprecated(use, $0)] } ?? []
  }
}

extension Diagnostic {
  fileprivate static func deprecated(
    _ use: TemplateUse, _ deprecation: ElementTemplate.Deprecation
  ) -> Diagnostic {
    let advice = deprecation.message.map { ": \($0)" } ?? ""
    let way =
      TemplateSuccessors.successor(of: use.template.id) == nil
      ? "Choose another template for the element."
      : "'bpmnc template upgrade' switches to the replacement template."
    let reading = deprecation.documentation.map { " See \($0)." } ?? ""
    return Diagnostic(
      rule: "template/deprecated", severity: .warning,
      message:
        "\"\(use.element.label)\" uses the template \"\(use.template.name)\", which is deprecated"
        + advice,
      help: "\(way)\(reading)",
      location: use.templateLocation, element: use.element.reference)
  }
}
