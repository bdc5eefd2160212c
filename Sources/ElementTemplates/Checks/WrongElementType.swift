import BPMN
import Diagnostics

/// # template/element-type
///
/// An element should have the type that its template requires.
///
/// A template defines the type of its elements and, for some events, the event definition, without
/// which the connector does not work. Change the element's type in the modeler, or choose a
/// template for its current type.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <bpmn:userTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="1️⃣io.camunda.connectors.Twilio.v1"
///     zeebe:modelerTemplateVersion="8" />
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1"
///     zeebe:modelerTemplateVersion="8" />
/// ```
enum WrongElementType {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    let element = use.element
    guard let target = use.template.elementType else {
      let fits = use.template.appliesTo.contains { element.type.isKind(of: $0) }
      return fits ? [] : [.wrongType(use, use.template.appliesTo)]
    }
    guard element.type.qualifiedName == target.value else {
      return [.wrongType(use, [target.value])]
    }
    if let definition = target.eventDefinition,
      !element.eventDefinitions.contains(where: { $0.type.qualifiedName == definition })
    {
      return [.noEventDefinition(use, definition)]
    }
    return []
  }
}

extension Diagnostic {
  private static let rule = "template/element-type"

  fileprivate static func wrongType(_ use: TemplateUse, _ types: [String]) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .warning,
      message:
        "\"\(use.element.label)\" is a \(use.element.type.qualifiedName); its template "
        + "\"\(use.template.name)\" is for \(types.joined(separator: " or "))",
      help: "Change the element's type, or choose another template.",
      location: use.templateLocation, element: use.element.reference)
  }

  fileprivate static func noEventDefinition(
    _ use: TemplateUse, _ definition: String
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .warning,
      message:
        "\"\(use.element.label)\" has no \(definition), which its template "
        + "\"\(use.template.name)\" requires",
      help: "Change the event's type in the modeler, or choose another template.",
      location: use.templateLocation, element: use.element.reference)
  }
}
