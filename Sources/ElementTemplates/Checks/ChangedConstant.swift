import BPMN
import Diagnostics
import XML

/// # template/constant
///
/// A value that is fixed by the template should not be changed in the diagram.
///
/// Modelers do not show such values; a difference comes from editing the file or from a tool. The
/// connector then does not do what the template describes. Restore the value, or remove the
/// template if the difference is intended. The built-in substitutes for the official templates are
/// exempt, because their longer expressions differ.
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
///       <zeebe:input source="1️⃣get" target="to" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"type": "Hidden", "value": "post",
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
///       <zeebe:input source="post" target="to" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"type": "Hidden", "value": "post",
///    "binding": {"type": "zeebe:input", "name": "to"}}
/// ]
/// ```
enum ChangedConstant {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    guard !use.library.isStandIn(use.template) else { return [] }
    return use.properties.compactMap { property in
      guard property.type == .hidden, let constant = property.defaultText, !constant.isEmpty,
        let value = property.binding.value(in: use.places), let text = value.text,
        !use.allows(text, property.binding.place)
      else { return nil }
      return .changed(property, value, constant, use)
    }
  }
}

extension TemplateUse {
  /// Whether another active property may have set a value there.
  fileprivate func allows(_ text: String, _ place: PropertyBinding) -> Bool {
    properties.contains {
      $0.binding.place == place && ($0.type != .hidden || $0.defaultText == text)
    }
  }
}

extension Diagnostic {
  fileprivate static func changed(
    _ property: TemplateProperty, _ value: BoundValue, _ constant: String, _ use: TemplateUse
  ) -> Diagnostic {
    let fixIt = value.attribute.map { attribute in
      FixIt(
        title: "Set it to the template's value",
        edits: [
          XMLEditor.setAttribute(attribute.name.qualified, to: constant, on: attribute.element)
        ], effect: "the connector gets '\(constant)' instead of '\(value.text ?? "")'")
    }
    return Diagnostic(
      rule: "template/constant", severity: .warning,
      message:
        "\"\(property.title)\" of \"\(use.element.label)\" is '\(value.text ?? "")', but its "
        + "template \"\(use.template.name)\" fixes it to '\(constant)'",
      help: "Restore the value, or remove the template if the difference is intended.",
      location: use.location(of: value), element: use.element.reference, fixIt: fixIt)
  }
}
