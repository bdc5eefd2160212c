import BPMN
import Diagnostics
import Text
import XML

/// # template/feel
///
/// Values and defaults that must be FEEL expressions must be valid ones.
///
/// In a diagram, such a value begins with `=`; otherwise Camunda treats it as static text, and the
/// connector gets the text of the expression instead of its value. Expressions evaluated by the
/// connector runtime itself do not need the `=`. Modelers add it automatically; it may be missing
/// if the file was written by hand or the template was removed and applied again. In a template,
/// defaults and sources that are expressions must be syntactically valid.
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
///       <zeebe:input source="1️⃣order.text" target="to" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"label": "Body", "type": "Text", "feel": "required",
///    "binding": {"type": "zeebe:input", "name": "to"}}
/// ]
/// ```
///
/// Bad:
/// ```json
/// "properties": [
///   {"type": "Hidden", "value": 1️⃣"=1 +",
///    "binding": {"type": "zeebe:input", "name": "x"}}
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
///       <zeebe:input source="=order.text" target="to" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"label": "Body", "type": "Text", "feel": "required",
///    "binding": {"type": "zeebe:input", "name": "to"}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "properties": [
///   {"type": "Hidden", "value": "=1 + 2",
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
enum FEELMode {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    use.properties.compactMap { property in
      guard property.isCastToFEEL, property.type != .hidden,
        !RuntimeProperties.evaluates(property.binding.place),
        let value = property.binding.value(in: use.places), let text = value.text,
        !text.trimmedByJavaScript.isEmpty, !text.hasPrefix("=")
      else { return nil }
      return .noExpression(property, value, text, use)
    }
  }
}

extension Diagnostic {
  fileprivate static func noExpression(
    _ property: TemplateProperty, _ value: BoundValue, _ text: String, _ use: TemplateUse
  ) -> Diagnostic {
    let edit = value.attribute.map {
      XMLEditor.setAttribute($0.name.qualified, to: "=" + text, on: $0.element)
    }
    return Diagnostic(
      rule: "template/feel", severity: .warning,
      message:
        "\"\(property.title)\" of \"\(use.element.label)\" must be a FEEL expression, but does not "
        + "begin with '='",
      help: "Add '=': without it, Camunda treats the value as static text.",
      location: use.location(of: value), element: use.element.reference,
      fixIt: edit.map {
        FixIt(title: "Insert '='", edits: [$0], effect: "the text is evaluated as FEEL")
      })
  }
}
